/** The flow: forth by what the engine asks, back by what was answered. */

import assert from 'node:assert/strict'
import test from 'node:test'

import {
  back,
  beginning,
  canGoBack,
  changed,
  concluded,
  givenAnswer,
  withGiven,
} from '../../overrides/javascript/flow.js'

/** @typedef {import("../../overrides/javascript/flow.js").State} State */

const ORDER = ['whom', 'place', 'when']
const RESULT = { lead: 'possible', cohorts: [], data: [] }
const FIRST = { question: 'whom' }

/**
 * An engine that asks three questions in order; "" does not do, and "elsewhere" spares the third.
 *
 * @type {import("../../overrides/javascript/flow.js").Ask}
 */
const ask = async (answers) => {
  const order = answers.place === 'elsewhere' ? ORDER.slice(0, 2) : ORDER
  const steps = order.map((question) => ({ question }))
  const wrong = steps.find(({ question }) => answers[question] === '')
  const next = steps.find(({ question }) => !(question in answers))
  const asked = steps.filter(({ question }) => question in answers)
  if (wrong) return { problem: { step: wrong, key: 'choose-one' }, asked: [] }
  return next ? { ask: next, asked } : { result: RESULT, asked }
}

/** @param {unknown[]} answers @param {State} [state] */
async function told(answers, state = beginning(FIRST)) {
  for (const answer of answers) state = await withGiven(state, answer, ask)
  return state
}

/** @param {State} state */
const shown = ({ place }) => (place.screen === 'question' ? place.step.question : place.screen)

test('each answer leads to what the engine asks next, and in the end to their check', async () => {
  assert.equal(shown(await told([])), 'whom')
  assert.equal(shown(await told(['me'])), 'place')
  assert.equal(shown(await told(['me', 'here'])), 'when')
  assert.equal(shown(await told(['me', 'here', null])), 'review')
  assert.equal(shown(await told(['me', 'elsewhere'])), 'review')
})

test('an answer that does not do stays on the screen, and out of the answers', async () => {
  const state = await told(['me', ''])

  assert.equal(shown(state), 'place')
  assert.deepEqual(state.place, {
    screen: 'question',
    step: { question: 'place' },
    problem: { key: 'choose-one', part: undefined },
    given: '',
  })
  assert.deepEqual(state.answers, { whom: 'me' })
  assert.equal(givenAnswer(state), '')
  assert.equal(shown(await told(['here'], state)), 'when')
})

test('back goes a screen at a time, and nothing told is lost', async () => {
  let state = await told(['me', 'here', 'then'])

  const screens = []
  while (canGoBack(state)) {
    state = back(state)
    screens.push(shown(state))
  }

  assert.deepEqual(screens, ['when', 'place', 'whom'])
  assert.equal(back(state), state)
  assert.equal(givenAnswer(state), 'me')
  assert.deepEqual(Object.keys(state.answers), ORDER)
})

test('who went back meets the later answers again, one by one', async () => {
  const state = back(back(await told(['me', 'here', 'then'])))

  assert.equal(shown(state), 'place')
  assert.equal(shown(await told(['here'], state)), 'when')
})

test('who changes one answer comes back to the check of all', async () => {
  const state = changed(await told(['me', 'here', 'then']), { question: 'place' })

  assert.equal(shown(state), 'place')
  assert.equal(shown(await told(['here'], state)), 'review')
  assert.equal(shown(back(state)), 'review')
})

test('who changes an answer so that more is to be asked is asked that', async () => {
  const state = changed(await told(['me', 'elsewhere']), { question: 'place' })

  assert.equal(shown(await told(['here'], state)), 'when')
})

test('the result comes after the check, and back from it leads there', async () => {
  const state = concluded(await told(['me', 'elsewhere']))

  assert.equal(shown(state), 'result')
  assert.equal(state.result, RESULT)
  assert.equal(shown(back(state)), 'review')
})

test('an engine that fails leaves the state to whoever asked', async () => {
  const state = await told(['me'])

  await assert.rejects(withGiven(state, 'here', () => Promise.reject(new Error('trap'))))
  assert.equal(shown(state), 'place')
})
