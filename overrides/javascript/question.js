/** Draws one question, and reads what was ticked and typed. */

import { button, element, paragraph, unseen } from './element.js'
import { isTicked } from './options.js'
import { filled } from './words.js'

/** @typedef {import("./options.js").Offer} Offer */
/** @typedef {import("./options.js").Month} Month */
/**
 * @typedef {object} QuestionView
 * @property {string} caption
 * @property {string} legend
 * @property {string} hint
 * @property {string} note
 * @property {Offer[]} offers
 * @property {boolean} many - Several may be ticked
 * @property {Month[]} months - What stands in the fields; none when nothing is typed here
 * @property {unknown} given - The answer that is ticked
 * @property {import("./flow.js").Problem | undefined} problem
 * @property {any} theme - The theme's words
 */
/** @typedef {{ ticked: Offer[], months: Month[] }} Input */
/** @typedef {{ title: string, $nodes: (Node | null)[], $continue: HTMLButtonElement, read: () => Input }} QuestionScreen */

const NO_HELP = { autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false' }

/**
 * @param {QuestionView} view
 * @param {() => void} onContinue
 * @returns {QuestionScreen}
 */
export function questionScreen(view, onContinue) {
  const { theme, problem, caption } = view
  const title = problem ? filled(theme.error_title, { title: view.legend }) : view.legend
  const $choices = view.offers.map((offer, place) => choice(view, offer, place))
  const $ends = view.months.map((month, place) => monthFields(view, month, place))
  const $legend = element(
    'legend',
    {},
    element('h1', { tabindex: -1 }, paragraphSpan(caption), title),
  )
  const described = describedBy(view)
  const $continue = button('primary', [theme.continue], onContinue)
  const $question = element(
    'div',
    { class: problem ? 'question invalid' : 'question' },
    element(
      'fieldset',
      described ? { 'aria-describedby': described } : {},
      $legend,
      paragraph(view.hint, { class: 'hint', id: 'hint' }),
      paragraph(view.note, { class: 'hint', id: 'note' }),
      problem ? errorLine(theme, problem) : null,
      ...$ends,
      element('div', { class: 'choices' }, ...withDivider(view, $choices)),
    ),
    $continue,
  )
  excludeEachOther($question, view.offers)
  $question.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    onContinue()
  })
  return {
    title,
    $nodes: [problem ? errorSummary(view, problem) : null, $question],
    $continue,
    read: () => read($question, view),
  }
}

/** @param {HTMLElement} $question @param {QuestionView} view @returns {Input} */
function read($question, { offers, months }) {
  const value = (/** @type {string} */ id) => {
    const $input = $question.querySelector(`#${id}`)
    return $input instanceof HTMLInputElement ? $input.value : ''
  }
  return {
    ticked: offers.filter((_, place) => box($question, place).checked),
    months: months.map((_, place) => ({
      year: value(`year-${place}`),
      month: value(`month-${place}`),
    })),
  }
}

/** @param {QuestionView} view @param {Offer} offer @param {number} place */
function choice({ many, given }, offer, place) {
  const id = `choice-${place}`
  const checked = isTicked(given, offer)
  const type = many ? 'checkbox' : 'radio'
  return element(
    'div',
    { class: 'choice' },
    element('input', { type, id, name: 'choice', checked, autocomplete: 'off' }),
    element('label', { for: id }, offer.label),
  )
}

/** The choices, with "or" before those that stand alone. @param {QuestionView} view @param {HTMLElement[]} $choices */
function withDivider({ offers, months, theme }, $choices) {
  const first = offers.findIndex(({ alone }) => alone)
  if (first < 0 || (first === 0 && months.length === 0)) return $choices
  const $or = element('p', { class: 'or' }, theme.or)
  return [...$choices.slice(0, first), $or, ...$choices.slice(first)]
}

/** @param {QuestionView} view @param {Month} month @param {number} place */
function monthFields({ theme, months, problem }, { year, month }, place) {
  const isHere = problem !== undefined && place === (problem.part === 'to' ? 1 : 0)
  const field = (/** @type {"month" | "year"} */ name, /** @type {string} */ value) => {
    const id = `${name}-${place}`
    const hint = name === 'month' ? `${id}-hint` : ''
    const $input = element('input', {
      ...{ class: `${name}-input`, id, type: 'text', inputmode: 'numeric', value, ...NO_HELP },
      maxlength: name === 'month' ? 2 : 4,
      'aria-invalid': isHere && id === troubledField(problem) && 'true',
      'aria-describedby': hint !== '' && hint,
    })
    const $label = element('label', { for: id }, theme[name])
    const $hint = hint === '' ? null : paragraph(theme.month_hint, { class: 'hint', id: hint })
    return element('div', { class: 'field' }, $label, $hint, $input)
  }
  const $fields = element('div', { class: 'month' }, field('month', month), field('year', year))
  if (months.length === 1) return $fields
  const legend = place === 0 ? theme.from : theme.to
  return element('fieldset', { class: 'end' }, element('legend', {}, legend), $fields)
}

/** The id of the field that a problem is about. @param {import("./flow.js").Problem} problem */
function troubledField({ key, part }) {
  const name = key.startsWith('month') ? 'month' : 'year'
  return `${name}-${part === 'to' ? 1 : 0}`
}

/** @param {any} theme @param {import("./flow.js").Problem} problem */
function errorLine(theme, { key }) {
  const $prefix = unseen(`${theme.problem.prefix} `)
  return element('p', { class: 'error', id: 'error' }, $prefix, theme.problem[key])
}

/** @param {QuestionView} view @param {import("./flow.js").Problem} problem */
function errorSummary({ theme, months }, problem) {
  const id = months.length > 0 ? troubledField(problem) : 'choice-0'
  const $line = button('link', [theme.problem[problem.key]], () =>
    document.getElementById(id)?.focus(),
  )
  return element(
    'div',
    { class: 'error-summary', tabindex: -1, role: 'alert' },
    element('h2', {}, theme.problem.title),
    element('ul', {}, element('li', {}, $line)),
  )
}

/** @param {QuestionView} view */
function describedBy({ hint, note, problem }) {
  return [hint && 'hint', note && 'note', problem && 'error'].filter(Boolean).join(' ')
}

/** @param {string} caption */
function paragraphSpan(caption) {
  return caption === '' ? null : element('span', { class: 'caption' }, caption)
}

/**
 * Among boxes, one that stands alone unticks the others, and they it; typing unticks it too.
 *
 * @param {HTMLElement} $question
 * @param {Offer[]} offers
 */
function excludeEachOther($question, offers) {
  $question.addEventListener('input', ({ target }) => {
    const place = offers.findIndex((_, one) => box($question, one) === target)
    const isTyping = place < 0
    if (!isTyping && !box($question, place).checked) return
    offers.forEach((offer, other) => {
      const excludes = isTyping ? offer.alone : offer.alone || offers[place].alone
      if (other !== place && excludes) box($question, other).checked = false
    })
  })
}

/** @param {HTMLElement} $question @param {number} place */
function box($question, place) {
  return /** @type {HTMLInputElement} */ ($question.querySelector(`#choice-${place}`))
}
