/** The answers and the result in words: what the last two screens show, in plain values. */

import { answerTo } from './answers.js'
import { isTicked, isTyped, offers, typed } from './options.js'
import { labelAt, questionAt } from './questions.js'
import { capitalised, filled, wordsFor } from './words.js'

/** @typedef {import("./answers.js").Step} Step */
/** @typedef {import("./words.js").Words} Words */
/** @typedef {import("./words.js").Person} Person */
/** @typedef {{ step: Step, label: string, values: string[] }} Row */

/**
 * The answers as the person gave them, one row a question that was asked.
 *
 * @param {{ asked: Step[], answers: import("./answers.js").Answers }} state
 * @param {Words} words
 * @param {Person} person
 * @returns {Row[]}
 */
export function rows({ asked, answers }, words, person) {
  return asked.map((step) => ({
    step,
    label: labelAt(words, step, person),
    values: valuesOf(answerTo(answers, step), questionAt(words, step), words, person),
  }))
}

/**
 * @param {any} answer
 * @param {import("./words.js").Question} question
 * @param {Words} words
 * @param {Person} person
 * @returns {string[]}
 */
function valuesOf(answer, question, words, person) {
  if (isTyped(question) && answer !== null) {
    return [
      typed(question, answer)
        .map((month) => writtenMonth(month, words.tag))
        .join(' – '),
    ]
  }
  return offers(question, words.theme, { person, sure: false })
    .filter((offer) => isTicked(answer, offer))
    .map((offer) => offer.label)
}

/**
 * A month as the language writes it; the year alone where no month was typed.
 *
 * @param {import("./options.js").Month} month
 * @param {string} tag
 */
function writtenMonth({ year, month }, tag) {
  if (month.trim() === '') return year.trim()
  const date = new Date(Date.UTC(Number(year), Number(month) - 1))
  return date.toLocaleDateString(tag, { year: 'numeric', month: 'long', timeZone: 'UTC' })
}

/** @typedef {{ name: string, strength: string, reason: string, note: string, settle: string[] }} CohortView */
/**
 * @typedef {object} ResultView
 * @property {string} lead
 * @property {string} title
 * @property {string} text
 * @property {CohortView[]} cohorts - Strongest first
 * @property {string} because - Why, when all kinds of data have the same reason; else ""
 * @property {{ label: string, kinds: { label: string, because: string }[] }[]} data - By group
 * @property {string[]} steps - What to do next
 * @property {string} support - "" when there is none
 * @property {string} asOf
 */

/**
 * The result in words.
 *
 * @param {import("./flow.js").Result} result
 * @param {Words} words
 * @param {Person} person
 * @returns {ResultView}
 */
export function resultView(result, words, person) {
  const { incident, theme } = words
  const say = (/** @type {import("./words.js").Worded} */ worded) => wordsFor(worded, person)
  const outcome = incident.outcomes[result.lead]
  return {
    lead: result.lead,
    title: say(outcome.title),
    text: say(outcome.text),
    cohorts: result.cohorts.map((finding) => cohortView(finding, words, person)),
    ...dataView(result.data, words, person),
    steps: incident.next_steps.map(say),
    support: incident.support === undefined ? '' : say(incident.support),
    asOf: filled(theme.result.as_of, { date: incident.as_of }),
  }
}

/**
 * @param {import("./flow.js").Finding} finding
 * @param {Words} words
 * @param {Person} person
 * @returns {CohortView}
 */
function cohortView({ cohort, truth, strength, settle }, words, person) {
  const { name, reason, maybe, note } = words.incident.cohorts[cohort]
  return {
    name: wordsFor(name, person),
    strength: capitalised(words.theme.result.strengths[strength]),
    reason: wordsFor(truth === 'true' ? reason : maybe, person),
    note: note === undefined ? '' : wordsFor(note, person),
    settle: settle.map((step) => wordsFor(questionAt(words, step).settle ?? '', person)),
  }
}

/**
 * The kinds of data that are named, in their groups, with the cohorts that put each there.
 *
 * @param {import("./flow.js").Result["data"]} data
 * @param {Words} words
 * @param {Person} person
 * @returns {Pick<ResultView, "because" | "data">}
 */
function dataView(data, { incident, theme }, person) {
  const causes = new Map(data.map(({ kind, cohorts }) => [kind, cohorts]))
  const because = (/** @type {string[]} */ cohorts) =>
    filled(theme.result.because, {
      cohorts: cohorts.map((key) => wordsFor(incident.cohorts[key].name, person)).join('; '),
    })
  const isShared = new Set([...causes.values()].map(String)).size === 1
  const groups = incident.data.map(({ label, kinds }) => ({
    label,
    kinds: kinds
      .filter(({ kind }) => causes.has(kind))
      .map(({ kind, label }) => ({
        label,
        because: isShared ? '' : because(causes.get(kind) ?? []),
      })),
  }))
  return {
    because: isShared ? capitalised(because(data[0].cohorts)) : '',
    data: groups.filter(({ kinds }) => kinds.length > 0),
  }
}
