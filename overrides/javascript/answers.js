/** The answers as the engine wants them: where the answer to a step stands, and the answers with another one in its place. */

/** @typedef {{ question: string, event?: number, field?: string }} Step */
/** @typedef {Record<string, any>} Answers - By question */
/** @typedef {{ events: Answers[], more?: boolean | null | "" }} Events - `more` is absent until it was asked */

/** Answers to "did it happen?" and "is there another?", beside null for "not sure" and "" for nothing chosen. */
export const YES = 'yes'
export const NO = 'no'

/**
 * The answer to a step, undefined when there is none.
 *
 * @param {Answers} answers
 * @param {Step} step
 */
export function answerTo(answers, { question, event, field }) {
  if (event === undefined) return answers[question]
  const { events, more } = eventsOf(answers, question)
  if (field !== undefined) return events[event]?.[field]
  if (events.length > event) return YES
  return more === false ? NO : more
}

/**
 * These answers with one more, or with another one in its place.
 *
 * "No" and "not sure" end a list of events: what was told of later ones goes.
 *
 * @param {Answers} answers
 * @param {Step} step
 * @param {unknown} answer
 * @returns {Answers}
 */
export function withAnswer(answers, step, answer) {
  return {
    ...answers,
    [step.question]: step.event === undefined ? answer : toldEvents(answers, step, answer),
  }
}

/**
 * @param {Answers} answers
 * @param {Step} step
 * @param {any} answer
 * @returns {Events}
 */
function toldEvents(answers, { question, event = 0, field }, answer) {
  const { events, ...rest } = eventsOf(answers, question)
  if (field !== undefined)
    return { events: events.with(event, { ...events[event], [field]: answer }), ...rest }
  if (answer !== YES)
    return { events: events.slice(0, event), more: answer === NO ? false : answer }
  return events.length > event ? { events, ...rest } : { events: [...events, {}] }
}

/**
 * @param {Answers} answers
 * @param {string} question
 * @returns {Events}
 */
function eventsOf(answers, question) {
  return answers[question] || { events: [] }
}
