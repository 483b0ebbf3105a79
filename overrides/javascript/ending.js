/** Draws the last two screens: the check of the answers, and the result. */

import { button, element, paragraph, unseen } from './element.js'

/** @typedef {import("./summary.js").Row} Row */
/** @typedef {import("./summary.js").ResultView} ResultView */
/** @typedef {{ title: string, $nodes: (Node | null)[] }} Screen */

/**
 * @param {Row[]} rows
 * @param {any} theme - The theme's words
 * @param {{ change: (step: import("./answers.js").Step) => void, conclude: () => void, clear: () => void }} on
 * @returns {Screen}
 */
export function reviewScreen(rows, theme, on) {
  const { title, intro, result } = theme.review
  const $answers = rows.map((row) => answer(row, theme, () => on.change(row.step)))
  return {
    title,
    $nodes: [
      element('h1', { tabindex: -1 }, title),
      paragraph(intro),
      element('dl', { class: 'answers' }, ...$answers),
      element('div', { class: 'actions' }, button('primary', [result], on.conclude)),
      foot(theme, on.clear),
    ],
  }
}

/** @param {Row} row @param {any} theme @param {() => void} onChange */
function answer({ label, values }, theme, onChange) {
  const $change = button('link', [theme.change, unseen(` ${label}`)], onChange)
  return element(
    'div',
    { class: 'answer' },
    element('dt', {}, label),
    element('dd', {}, ...values.map((value) => paragraph(value))),
    element('dd', { class: 'change' }, $change),
  )
}

/**
 * @param {ResultView} view
 * @param {any} theme
 * @param {{ fresh: () => void }} on
 * @returns {Screen}
 */
export function resultScreen(view, theme, on) {
  const { result } = theme
  const $steps = element('ul', {}, ...view.steps.map((step) => element('li', {}, step)))
  return {
    title: view.title,
    $nodes: [
      element(
        'article',
        { class: 'result', 'data-lead': view.lead },
        element('h1', { tabindex: -1 }, view.title),
        paragraph(view.text, { class: 'lead' }),
        section(
          result.reasons,
          view.cohorts.map((one) => cohort(one, result)),
        ),
        section(result.data, kinds(view, result)),
        section(result.next, [$steps]),
        section(result.support, [paragraph(view.support, { class: 'support' })]),
        paragraph(view.asOf, { class: 'as-of' }),
      ),
      element('div', { class: 'actions' }, button('secondary', [result.again], on.fresh)),
      foot(theme, on.fresh),
    ],
  }
}

/** A part of the result, nothing when there is nothing to put into it. @param {string} title @param {(Node | null)[]} content */
function section(title, content) {
  if (content.every((node) => node === null)) return null
  return element('section', {}, element('h2', {}, title), ...content)
}

/** @param {import("./summary.js").CohortView} cohort @param {any} words */
function cohort({ name, strength, reason, note, settle }, words) {
  const $settle = settle.length
    ? [
        element('p', { class: 'settle' }, words.settle_intro),
        element('ul', {}, ...settle.map((one) => element('li', {}, one))),
      ]
    : []
  return element(
    'div',
    { class: 'cohort' },
    element('h3', {}, name),
    paragraph(strength, { class: 'strength' }),
    paragraph(reason),
    paragraph(note, { class: 'settle' }),
    ...$settle,
  )
}

/** @param {ResultView} view @param {any} words @returns {(Node | null)[]} */
function kinds({ data, because }, words) {
  if (data.length === 0) return []
  const $groups = data.flatMap(({ label, kinds }) => [
    element('h3', {}, label),
    element('ul', {}, ...kinds.map((kind) => element('li', {}, kind.label, why(kind.because)))),
  ])
  return [paragraph(words.data_intro), paragraph(because, { class: 'settle' }), ...$groups]
}

/** @param {string} because */
function why(because) {
  return because === '' ? null : element('span', { class: 'because' }, ` (${because})`)
}

/** @param {any} theme @param {() => void} onClear */
function foot(theme, onClear) {
  return element(
    'div',
    { class: 'foot' },
    paragraph(theme.shared),
    button('link', [theme.clear], onClear),
  )
}
