/** The frame: it has the answers and no network. Proves its lock, starts the worker, and then the check. */

import { makeCheck } from './check.js'
import { lockedWorker, Refused, startEngine } from './engine.js'
import { addPolicy, isLocked, removeUncovered } from './lock.js'
import { readByFrame } from './messages.js'

/**
 * @typedef {object} Data - What the build put into the frame
 * @property {string} rules - As JSON
 * @property {string} worker - The worker's own script
 * @property {string[]} scripts - Roles of the files that are scripts, in the order in which they stand before it
 * @property {Record<string, import("./words.js").Words>} words - By language
 */

/** How long nothing may have changed before a sheet is measured (milliseconds). */
const SETTLED = 250

removeUncovered(window)
document.addEventListener('DOMContentLoaded', () => {
  run(JSON.parse(find('frame-data').textContent ?? ''), find('frame'))
})

/** @param {string} id */
function find(id) {
  const $element = document.getElementById(id)
  if (!$element) throw new Error(`frame: no #${id}`)
  return $element
}

/** @param {import("./messages.js").ToPage} message */
function tell(message) {
  // The address of the page cannot be known in here; no message holds an answer.
  parent.postMessage(message, '*')
}

/** @param {Data} data @param {HTMLElement} $frame */
function run({ rules, scripts, worker, words }, $frame) {
  const plan = { source: worker, scripts, rules }
  const proven = prove(plan.source)
  /** @type {(ask: Promise<import("./flow.js").Ask>) => void} */
  let resolve = () => {}
  /** @type {Promise<import("./flow.js").Ask>} */
  const asks = new Promise((resolved) => {
    resolve = resolved
  })
  const check = makeCheck($frame, {
    words,
    language: languageOf(document.documentElement.lang, words),
    about: JSON.parse(rules).questions.find((/** @type {any} */ one) => one.about)?.key,
    asks,
    onFresh: () => tell({ type: 'fresh' }),
    onFault: refuse,
  })

  addEventListener('message', ({ data, source }) => {
    const message = source === parent ? readByFrame(data) : null
    if (message?.type === 'progress') check.receive(message)
    if (message?.type === 'files') resolve(start(message.files))
    if (message?.type === 'language') check.speak(message.language)
  })
  asks.catch(refuse)
  tellHeight()
  tell({ type: 'ready' })
  begin()

  /** Nothing is asked before the lock is proven. */
  async function begin() {
    try {
      await proven
      // An engine that is no script of the worker needs no other worker than the one that is there.
      if (scripts.length === 0) harden()
      tell({ type: 'locked' })
      await check.begin()
    } catch (reason) {
      refuse(reason)
    }
  }

  /** @param {Record<string, ArrayBuffer>} files */
  async function start(files) {
    const ask = await startEngine(await proven, plan, files)
    if (scripts.length > 0) harden()
    tell({ type: 'started' })
    return ask
  }

  /** No script, no second worker and no text read as HTML from here on: WebKit let some out until then. */
  function harden() {
    addPolicy(
      "script-src 'none'; worker-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    )
  }

  /** @param {unknown} reason */
  function refuse(reason) {
    $frame.replaceChildren()
    tell({ type: 'refused', reason: reason instanceof Refused ? reason.reason : 'engine' })
  }
}

/** The language whose words carry this tag. @param {string} tag @param {Data["words"]} words */
function languageOf(tag, words) {
  const found = Object.keys(words).find((language) => words[language].tag === tag)
  if (!found) throw new Error(`frame: no words in '${tag}'`)
  return found
}

/** A worker, when neither it nor this frame can fetch anything. @param {string} source @throws {Refused} */
async function prove(source) {
  const [worker, locked] = await Promise.all([lockedWorker([source]), isLocked()])
  if (!locked) throw new Refused('lock')
  return worker
}

/** Keep the page told how high the frame must be, so that nobody notices one. */
function tellHeight() {
  let printed = 0
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later
  const watch = new ResizeObserver(() => {
    const height = heightOfAll()
    tell({ type: 'height', height, printed: printed || height })
    // To measure a sheet lays everything out twice: once nothing moves any more.
    clearTimeout(later)
    later = setTimeout(() => {
      printed = asPrinted(heightOfAll)
      tell({ type: 'height', height: heightOfAll(), printed })
    }, SETTLED)
  })
  watch.observe(document.documentElement)
}

/** Of the whole document, in CSS pixels. */
function heightOfAll() {
  return Math.ceil(document.documentElement.getBoundingClientRect().height)
}

/**
 * What `measure` gives on a sheet, before anything is painted. A page that prints can still ask its
 * frame, but no longer wait for the reply, and a sheet is wider than a phone.
 *
 * @template T
 * @param {() => T} measure
 * @returns {T}
 */
function asPrinted(measure) {
  const forPrint = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSMediaRule && rule.media.mediaText === 'print')
    .map((rule) => /** @type {CSSMediaRule} */ (rule).media)
  for (const media of forPrint) media.mediaText = 'all'
  try {
    return measure()
  } finally {
    for (const media of forPrint) media.mediaText = 'print'
  }
}
