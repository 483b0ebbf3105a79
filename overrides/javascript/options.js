/** What a question offers to tick, and how what was ticked becomes an answer. */

import { NO, YES } from './answers.js'
import { capitalised, wordsFor } from './words.js'

/** @typedef {{ answer: string | null, label: string, alone: boolean }} Offer - `alone`: stands after the divider, and excludes the others */
/** @typedef {{ year: string, month: string }} Month - As typed */

/**
 * What can be ticked, in order; for months, "not sure" alone.
 *
 * @param {import("./words.js").Question} question
 * @param {any} theme - The theme's words
 * @param {{ person: import("./words.js").Person, sure: boolean }} options - `sure`: nobody can be unsure of this
 * @returns {Offer[]}
 */
export function offers(question, theme, { person, sure }) {
  const none =
    question.kind === 'choices'
      ? [alone('none', question.none ? wordsFor(question.none, person) : theme.none)]
      : []
  const unsure = sure ? [] : [alone(null, theme.not_sure)]
  return [...choices(question, theme, person), ...none, ...unsure]
}

/**
 * @param {import("./words.js").Question} question
 * @param {any} theme
 * @param {import("./words.js").Person} person
 * @returns {Offer[]}
 */
function choices(question, theme, person) {
  if (question.kind === 'events') return [offer(YES, theme.yes), offer(NO, theme.no)]
  return (question.options ?? []).map(({ answer, words }) =>
    offer(answer, capitalised(wordsFor(words, person))),
  )
}

/** @param {string} answer @param {string} label @returns {Offer} */
const offer = (answer, label) => ({ answer, label, alone: false })
/** @param {string | null} answer @param {string} label @returns {Offer} */
const alone = (answer, label) => ({ answer, label, alone: true })

/** Whether several may be ticked. @param {import("./words.js").Question} question */
export function isMany(question) {
  return question.kind === 'choices' || question.kind === 'period'
}

/** Whether month and year are typed. @param {import("./words.js").Question} question */
export function isTyped(question) {
  return question.kind === 'period' && question.ask === 'month'
}

/**
 * The answer that the engine gets; "" or [] when nothing was chosen, which is its to judge.
 *
 * @param {import("./words.js").Question} question
 * @param {Offer[]} ticked
 * @param {Month[]} months - What was typed: one, or the two ends of a lasting period; else none
 */
export function answerOf(question, ticked, months) {
  if (!isMany(question)) return ticked.length ? ticked[0].answer : ''
  const single = ticked.find((offer) => offer.alone)
  if (single) return single.answer
  if (!isTyped(question)) return ticked.map((offer) => offer.answer)
  return [months.length > 1 ? { from: months[0], to: months[1] } : months[0]]
}

/**
 * Whether an answer ticks this offer.
 *
 * @param {unknown} answer
 * @param {Offer} offer
 */
export function isTicked(answer, offer) {
  return Array.isArray(answer) ? answer.includes(offer.answer) : answer === offer.answer
}

/**
 * What was typed, for fields that are drawn again; empty fields before that.
 *
 * @param {import("./words.js").Question} question
 * @param {any} answer
 * @returns {Month[]} One, or the two ends of a lasting period; none when nothing is typed here
 */
export function typed(question, answer) {
  if (!isTyped(question)) return []
  const empty = { year: '', month: '' }
  const stretch = Array.isArray(answer) ? answer[0] : undefined
  if (question.kind === 'period' && question.lasting)
    return [stretch?.from ?? empty, stretch?.to ?? empty]
  return [stretch ?? empty]
}
