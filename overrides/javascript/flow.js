/** Where a person is in the check: a question, the check of the answers, or the result. The engine decides what comes next. */

import { answerTo, withAnswer } from './answers.js'

/** @typedef {import("./answers.js").Step} Step */
/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {{ cohort: string, truth: "true" | "unknown", strength: string, settle: Step[] }} Finding */
/** @typedef {{ lead: string, cohorts: Finding[], data: { kind: string, cohorts: string[] }[] }} Result */
/** @typedef {{ key: string, part?: "from" | "to" }} Problem - Why an answer does not do, and at which end of a period */
/** @typedef {{ asked: Step[] }} Asked - The steps answered, in order */
/** @typedef {Asked & ({ ask: Step } | { problem: Problem & { step: Step } } | { result: Result })} Reply */
/** @typedef {(answers: Answers) => Promise<Reply>} Ask */

/** @typedef {{ screen: "question", step: Step, problem?: Problem, given?: unknown }} QuestionPlace - `given`: what does not do */
/** @typedef {QuestionPlace | { screen: "review" } | { screen: "result" }} Place */
/**
 * @typedef {object} State
 * @property {Answers} answers - What the engine accepted
 * @property {Step[]} asked - The steps of those answers, in order
 * @property {Place} place
 * @property {Step | null} ahead - What the engine asks next, null when the result is due
 * @property {Result | null} result
 * @property {boolean} changing - Came from the check of the answers, and goes back there
 */

/**
 * The beginning, at a step that can be shown before the engine has started.
 *
 * @param {Step} step
 * @returns {State}
 */
export function beginning(step) {
  return { answers: {}, asked: [], place: at(step), ahead: step, result: null, changing: false }
}

/**
 * Give an answer to the question on the screen.
 *
 * @param {State} state
 * @param {unknown} answer
 * @param {Ask} ask
 * @returns {Promise<State>} The same place, with the problem, when the answer does not do
 */
export async function withGiven(state, answer, ask) {
  const { place } = state
  if (place.screen !== 'question') return state
  const answers = withAnswer(state.answers, place.step, answer)
  const reply = await ask(answers)
  if ('problem' in reply) {
    const { key, part } = reply.problem
    return { ...state, place: { ...place, problem: { key, part }, given: answer } }
  }
  return onward({ ...state, answers, asked: reply.asked, ...whatIsDue(reply) }, place.step)
}

/** Whether there is anything behind the screen. @param {State} state */
export function canGoBack(state) {
  return placeBehind(state) !== null
}

/** One screen back; the same state at the beginning. @param {State} state @returns {State} */
export function back(state) {
  const place = placeBehind(state)
  return place ? { ...state, place, changing: false } : state
}

/** To a question from the check of the answers. @param {State} state @param {Step} step @returns {State} */
export function changed(state, step) {
  return { ...state, place: at(step), changing: true }
}

/** From the check of the answers to the result. @param {State} state @returns {State} */
export function concluded(state) {
  return { ...state, place: { screen: 'result' } }
}

/** What stands in the fields: what does not do, or else the answer accepted. @param {State} state */
export function givenAnswer({ answers, place }) {
  if (place.screen !== 'question') return undefined
  return 'given' in place ? place.given : answerTo(answers, place.step)
}

/** @param {Reply} reply @returns {Pick<State, "ahead" | "result">} */
function whatIsDue(reply) {
  return 'result' in reply
    ? { ahead: null, result: reply.result }
    : { ahead: 'ask' in reply ? reply.ask : null, result: null }
}

/**
 * After an accepted answer: who went back meets the answers given since, one by one;
 * who came to change one goes straight to what is due.
 *
 * @param {State} state
 * @param {Step} from
 * @returns {State}
 */
function onward(state, from) {
  const following = state.changing ? undefined : state.asked[indexOf(state.asked, from) + 1]
  const step = following ?? state.ahead
  return { ...state, changing: false, place: step ? at(step) : { screen: 'review' } }
}

/** @param {State} state @returns {Place | null} */
function placeBehind({ place, asked, changing }) {
  if (place.screen === 'result' || changing) return { screen: 'review' }
  const here = place.screen === 'review' ? -1 : indexOf(asked, place.step)
  const before = here < 0 ? asked.at(-1) : asked[here - 1]
  return before ? at(before) : null
}

/** @param {Step} step @returns {QuestionPlace} */
function at(step) {
  return { screen: 'question', step }
}

/** @param {Step[]} steps @param {Step} step */
function indexOf(steps, step) {
  return steps.findIndex(
    (one) => one.question === step.question && one.event === step.event && one.field === step.field,
  )
}
