/** The page around the check: it has the network, and never sees an answer. This file alone touches the page. */

import { fetchFiles } from './bytes.js'
import { button, element, paragraph } from './element.js'
import { addPolicy } from './lock.js'
import { readByPage } from './messages.js'
import { filled } from './words.js'

/** @typedef {{ tag: string, name: string, url: string, words: Record<string, string> }} Spoken */
/**
 * @typedef {object} Data - What the build put into the page
 * @property {string} language
 * @property {string} frame - The frame's document
 * @property {import("./bytes.js").File[]} files
 * @property {number} download - Bytes that are sent for all files where the host compresses nothing
 * @property {Record<string, string>} size_mb - The same in megabytes, by language
 * @property {number | null} questions
 * @property {Record<string, Spoken>} languages
 */
/** @typedef {"cannot_run" | "not_locked" | "missing_file"} Refusal - The words that say why there is no check */

/** How long the frame may take to prove its lock, and then Python to start, on a slow phone (milliseconds). */
const TIME_LIMITS = { lock: 20_000, start: 90_000 }

/** How long the frame is left alone after it was told how much has come (milliseconds). */
const PROGRESS_PAUSE = 100

const $check = document.getElementById('self-check')
if ($check) run($check, JSON.parse(find('self-check-data').textContent ?? ''))

/** @param {string} id */
function find(id) {
  const $element = document.getElementById(id)
  if (!$element) throw new Error(`self-check: no #${id}`)
  return $element
}

/** @param {HTMLElement} $check @param {Data} data */
function run($check, data) {
  const $table = find('self-check-table')
  const lockDeadline = timer()
  const startDeadline = timer()
  const files = data.files.map((file) => ({ ...file, url: absolute(file.url) }))
  const total = data.download
  const speech = speaker(data)
  const $offline = element('p', { class: 'offline', role: 'status' })
  /** @type {HTMLIFrameElement | null} */
  let $frame = null
  /** @type {Promise<Record<string, ArrayBuffer>> | null} */
  let fetched = null

  addEventListener('message', ({ data, source }) => {
    const message = $frame && source === $frame.contentWindow ? readByPage(data) : null
    if (message?.type === 'ready') introduce()
    if (message?.type === 'locked') takeOver()
    if (message?.type === 'started') celebrate()
    if (message?.type === 'height') resize(message)
    if (message?.type === 'fresh') openFrame()
    if (message?.type === 'refused') {
      refuse(message.reason === 'lock' ? 'not_locked' : 'cannot_run')
    }
  })
  // A browser may keep a page that was left, and show it again to whoever goes back.
  addEventListener('pagehide', forget)
  offer()

  function offer() {
    const { words } = speech.current()
    const size = filled(words.size, { size: data.size_mb[data.language] })
    const questions =
      data.questions === null ? '' : filled(words.questions, { questions: data.questions })
    const $start = button('primary start', [words.start], begin)
    $check.replaceChildren(
      element(
        'div',
        { class: 'start-panel' },
        paragraph(questions),
        paragraph(size),
        paragraph(words.stays),
        $start,
      ),
    )
  }

  /** As before the start: the answers are gone with their frame. */
  function forget() {
    if (!$frame) return
    dropFrame()
    offer()
  }

  function begin() {
    speech.keepAnswers((language) => post({ type: 'language', language }))
    if (!('WebAssembly' in window)) return refuse('cannot_run')
    if (!fetched) askForFiles()
    openFrame()
  }

  /** Ask for all files at once; from then on nothing more can be asked for. */
  function askForFiles() {
    let told = performance.now()
    fetched = fetchFiles(files, (done, size) => {
      // Each is drawn, and the bytes themselves wait behind them.
      if (performance.now() - told < PROGRESS_PAUSE) return
      told = performance.now()
      // A script sees bytes only once they are inflated: told as their share of what is sent.
      post({ type: 'progress', done: Math.round((done / size) * total), total })
    })
    fetched.catch(() => refuse('missing_file'))
    // Before there is a frame: it is born under this too, and not even its height could be told to
    // anyone. `data:` stays, so that the frame's own test still tells its lock from this one.
    addPolicy("connect-src data:; img-src 'none'")
  }

  /** A frame that knows nothing: the first one, or in the place of one that holds answers. */
  function openFrame() {
    $frame = element('iframe', {
      class: 'check-frame',
      sandbox: 'allow-scripts',
      srcdoc: data.frame,
    })
    speech.title($frame, 'frame_title')
    const $print = element('p', { class: 'small' })
    speech.text($print, 'print')
    $check.replaceChildren($frame, $offline, $print)
    lockDeadline.set(TIME_LIMITS.lock, () => refuse('cannot_run'))
  }

  /** @param {import("./messages.js").HeightMessage} heights */
  function resize({ height, printed }) {
    if (!$frame) return
    $frame.style.setProperty('--on-screen', `${height}px`)
    $frame.style.setProperty('--printed', `${printed}px`)
  }

  function introduce() {
    if (!$frame) return
    $frame.focus()
    // It begins above the button that was pressed: on a small screen out of sight, where it would
    // not be drawn, nor tell its height.
    if ($frame.getBoundingClientRect().top < 0) $frame.scrollIntoView()
    post({ type: 'language', language: speech.language() })
    handOver()
  }

  /** The check stands in the place of the table. */
  function takeOver() {
    $table.hidden = true
    lockDeadline.clear()
  }

  /** The bytes, as soon as they are here: the frame uses none before its lock is proven. */
  async function handOver() {
    const asking = $frame
    const bytes = await fetched?.catch(() => null)
    if (!bytes || $frame !== asking) return
    const copies = Object.fromEntries(
      Object.entries(bytes).map(([role, file]) => [role, file.slice(0)]),
    )
    post({ type: 'files', files: copies }, Object.values(copies))
    post({ type: 'progress', done: total, total })
    startDeadline.set(TIME_LIMITS.start, () => refuse('cannot_run'))
  }

  function celebrate() {
    startDeadline.clear()
    speech.text($offline, 'ready')
  }

  /** There is no frame any more, and no answer. */
  function dropFrame() {
    lockDeadline.clear()
    startDeadline.clear()
    $frame = null
    $table.hidden = false
  }

  /** @param {Refusal} reason */
  function refuse(reason) {
    dropFrame()
    const $why = element('p')
    speech.text($why, reason)
    // A file can be asked for by a new page only: this one has given up its network.
    const again = reason === 'missing_file' ? () => location.reload() : begin
    const $again = button('secondary', [], again)
    speech.text($again, 'try_again')
    const $refusal = element('div', { class: 'refusal', role: 'alert', tabindex: -1 }, $why)
    if (reason !== 'not_locked') $refusal.append($again)
    $check.replaceChildren($refusal)
    $refusal.focus()
  }

  /** @param {import("./messages.js").ToFrame} message @param {Transferable[]} [transfer] */
  function post(message, transfer = []) {
    // The frame has no origin of its own that could be named here.
    $frame?.contentWindow?.postMessage(message, '*', transfer)
  }
}

/** Says the page's words, in the language of the moment. @param {Data} data */
function speaker({ language, languages }) {
  for (const spoken of Object.values(languages)) spoken.url = absolute(spoken.url)
  /** @type {Map<Element, () => void>} */
  const said = new Map()
  const current = () => languages[language]

  /** Say something now, and again when the language changes. @param {Element} $element @param {() => void} say */
  function keep($element, say) {
    said.set($element, say)
    say()
  }

  /** Once the check holds answers, the link to the other language becomes a button. @param {(language: string) => void} onChange */
  function keepAnswers(onChange) {
    const $link = find('toggle')
    if ($link instanceof HTMLButtonElement) return
    const other = () => Object.keys(languages).find((code) => code !== language) ?? language
    const $toggle = button($link.className, [], () => {
      language = other()
      turnPage(current())
      for (const [$element, say] of said) {
        if ($element.isConnected) say()
        else said.delete($element)
      }
      onChange(language)
    })
    $toggle.id = 'toggle'
    $toggle.translate = false
    $link.replaceWith($toggle)
    keep($toggle, () => {
      const { tag, name } = languages[other()]
      $toggle.lang = tag
      $toggle.textContent = name
    })
  }

  return {
    current,
    language: () => language,
    keepAnswers,
    /** @param {HTMLElement} $element @param {string} key */
    text: ($element, key) =>
      keep($element, () => {
        $element.textContent = current().words[key]
      }),
    /** @param {HTMLElement} $element @param {string} key */
    title: ($element, key) =>
      keep($element, () => {
        $element.title = current().words[key]
      }),
  }
}

/** Put the twin page's words in the place of this one's, and its address: nothing is loaded. @param {Spoken} spoken */
function turnPage({ tag, url }) {
  const $twin = /** @type {HTMLTemplateElement} */ (find('self-check-twin'))
  for (const $theirs of $twin.content.querySelectorAll('[data-words]')) {
    const name = $theirs.getAttribute('data-words')
    const $ours = document.querySelector(`[data-words="${name}"]`)
    const ours = [...($ours?.childNodes ?? [])]
    $ours?.replaceChildren(...$theirs.childNodes)
    $theirs.replaceChildren(...ours)
  }
  const title = document.title
  document.title = $twin.dataset.title ?? title
  $twin.dataset.title = title
  document.documentElement.lang = tag
  history.replaceState(history.state, '', url)
}

/** @param {string} url */
function absolute(url) {
  return new URL(url, document.baseURI).href
}

/** One thing that happens if nothing else does before. */
function timer() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let running
  return {
    /** @param {number} limit @param {() => void} onEnd */
    set(limit, onEnd) {
      clearTimeout(running)
      running = setTimeout(onEnd, limit)
    },
    clear: () => clearTimeout(running),
  }
}
