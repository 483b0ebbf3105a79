/** Finds the question of a step, and what it is called there. */

import { filled, wordsFor } from './words.js'

/** @typedef {import("./answers.js").Step} Step */
/** @typedef {import("./words.js").Words} Words */
/** @typedef {import("./words.js").Person} Person */
/** @typedef {import("./words.js").Question} Question */

/**
 * The question of a step: one of the incident's, or a field of its events.
 *
 * @param {Words} words
 * @param {Step} step
 * @returns {Question}
 */
export function questionAt({ incident }, { question, field }) {
  const found = incident.questions[question]
  return field === undefined || found.kind !== 'events' ? found : found.fields[field]
}

/**
 * What the question says: its heading, and up to two remarks below it.
 *
 * @param {Words} words
 * @param {Step} step
 * @param {Person} person
 * @returns {{ legend: string, hint: string, note: string }} "" where there is nothing to say
 */
export function wordingAt(words, step, person) {
  const question = questionAt(words, step)
  const say = (/** @type {import("./words.js").Worded | undefined} */ worded) =>
    worded === undefined ? '' : wordsFor(worded, person)
  if (question.kind === 'events' && step.event) {
    return { legend: say(question.another), hint: say(question.another_hint), note: '' }
  }
  return { legend: say(question.legend), hint: say(question.hint), note: say(question.note) }
}

/**
 * The short name of a step, for the check of the answers: the second event has its number.
 *
 * @param {Words} words
 * @param {Step} step
 * @param {Person} person
 */
export function labelAt(words, step, person) {
  const question = questionAt(words, step)
  const isAnother = question.kind === 'events' && step.event
  const label = wordsFor(isAnother ? question.another : question.label, person)
  const isRepeated = step.field !== undefined && step.event
  return isRepeated ? numbered(words, label, step) : label
}

/**
 * The name and number of the event that a field is about, "" when it is the first.
 *
 * @param {Words} words
 * @param {Step} step
 * @param {Person} person
 */
export function captionAt(words, step, person) {
  if (step.field === undefined || !step.event) return ''
  return numbered(words, wordsFor(words.incident.questions[step.question].label, person), step)
}

/** @param {Words} words @param {string} label @param {Step} step */
function numbered({ theme }, label, { event = 0 }) {
  return filled(theme.number, { label, number: event + 1 })
}
