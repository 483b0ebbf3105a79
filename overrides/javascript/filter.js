/** The filter box of the questions page. It is made here, so that where no script runs there is none. */

import { element } from './element.js'

/** @typedef {{ parts: HTMLElement[], text: string }} Entry - A question with its answer, and what is read in both */
/** @typedef {{ heading: HTMLElement, entries: Entry[] }} Group */

/** How long a person may pause in a word before the number found is said (milliseconds). */
const PAUSE = 400

/** `text` as people type in haste: no accents, no capitals, no ligatures, one kind of apostrophe. @param {string} text */
export function plain(text) {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('’', "'")
}

/** Whether every word of what is looked for begins or stands within `text`. @param {string} wanted @param {string} text - Plain */
export function fits(wanted, text) {
  return plain(wanted)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/**
 * What to say of the number of questions found; nothing when nothing is looked for.
 *
 * @param {string} wanted
 * @param {number} count
 * @param {{ none?: string, one?: string, many?: string }} words - `many` names `{count}`
 */
export function told(wanted, count, words) {
  if (wanted.trim() === '') return ''
  const said = count === 0 ? words.none : count === 1 ? words.one : words.many
  return (said ?? '').replaceAll('{count}', String(count))
}

const $place = globalThis.document?.getElementById('filter')
if ($place) offer($place)

/** @param {HTMLElement} $place - An empty element that holds the words to say */
function offer($place) {
  const $list = document.querySelector('.contents')
  const groups = groupsAfter($place)
  const $input = element('input', { type: 'search', id: 'filter-input', autocomplete: 'off' })
  const $said = element('p', { class: 'small', role: 'status' })
  const $label = element('label', { for: 'filter-input' }, $place.dataset.label ?? '')
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let saying

  function show() {
    const wanted = $input.value
    const count = groups.reduce((sum, group) => sum + showGroup(group, wanted), 0)
    if ($list instanceof HTMLElement) $list.hidden = wanted.trim() !== ''
    clearTimeout(saying)
    saying = setTimeout(() => {
      $said.textContent = told(wanted, count, $place.dataset)
    }, PAUSE)
  }

  function clear() {
    $input.value = ''
    show()
  }

  $input.addEventListener('input', show)
  $input.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') clear()
  })
  // A link to an answer that is not shown now still leads to it.
  addEventListener('hashchange', () => {
    const $target = document.getElementById(location.hash.slice(1))
    if (!$target?.hidden) return
    clear()
    $target.scrollIntoView()
  })
  $place.setAttribute('role', 'search')
  $place.append($label, $input, $said)
}

/** The questions that come after an element, by their groups. @param {HTMLElement} $place @returns {Group[]} */
function groupsAfter($place) {
  /** @type {Group[]} */
  const groups = []
  for (let $next = $place.nextElementSibling; $next; $next = $next.nextElementSibling) {
    if (!($next instanceof HTMLElement)) continue
    const group = groups.at(-1)
    const entry = group?.entries.at(-1)
    if ($next.localName === 'h2') groups.push({ heading: $next, entries: [] })
    else if ($next.localName === 'h3') group?.entries.push({ parts: [$next], text: read($next) })
    else if (entry) {
      entry.parts.push($next)
      entry.text += ` ${read($next)}`
    }
  }
  return groups
}

/** @param {HTMLElement} $part */
function read($part) {
  return plain($part.textContent ?? '')
}

/** Show the questions of a group that fit; how many those are. @param {Group} group @param {string} wanted */
function showGroup({ heading, entries }, wanted) {
  const shown = entries.filter(({ parts, text }) => {
    const isShown = fits(wanted, text)
    for (const $part of parts) $part.hidden = !isShown
    return isShown
  })
  heading.hidden = shown.length === 0
  return shown.length
}
