/** Answers: where each stands in what the engine gets. */

import assert from 'node:assert/strict'
import test from 'node:test'

import { answerTo, withAnswer } from '../../overrides/javascript/answers.js'

const HAPPENED = { question: 'visit', event: 0 }
const PLACE = { question: 'visit', event: 0, field: 'place' }
const ANOTHER = { question: 'visit', event: 1 }
const SECOND_PLACE = { question: 'visit', event: 1, field: 'place' }

/** @type {[string, import("../../overrides/javascript/answers.js").Answers, import("../../overrides/javascript/answers.js").Step, unknown, unknown][]} */
const GIVEN = [
  ['a choice', {}, { question: 'whom' }, 'me', { whom: 'me' }],
  ['"not sure" of a choice', {}, { question: 'whom' }, null, { whom: null }],
  ['that it did not happen', {}, HAPPENED, 'no', { visit: { events: [], more: false } }],
  ['"not sure" whether it happened', {}, HAPPENED, null, { visit: { events: [], more: null } }],
  ['that it happened', {}, HAPPENED, 'yes', { visit: { events: [{}] } }],
  ['nothing about whether it happened', {}, HAPPENED, '', { visit: { events: [], more: '' } }],
  [
    'a field of an event',
    { visit: { events: [{}] } },
    PLACE,
    'here',
    { visit: { events: [{ place: 'here' }] } },
  ],
  [
    'that there is another',
    { visit: { events: [{ place: 'here' }] } },
    ANOTHER,
    'yes',
    { visit: { events: [{ place: 'here' }, {}] } },
  ],
  [
    'that there is another after all',
    { visit: { events: [{ place: 'here' }], more: false } },
    ANOTHER,
    'yes',
    { visit: { events: [{ place: 'here' }, {}] } },
  ],
  [
    'that there is no other after all',
    { visit: { events: [{ place: 'here' }, { place: 'elsewhere' }], more: null } },
    ANOTHER,
    'no',
    { visit: { events: [{ place: 'here' }], more: false } },
  ],
  [
    'again that it happened, which loses nothing',
    { visit: { events: [{ place: 'here' }], more: false } },
    HAPPENED,
    'yes',
    { visit: { events: [{ place: 'here' }], more: false } },
  ],
]

for (const [what, before, step, answer, after] of GIVEN) {
  test(`a person can tell ${what}`, () => {
    const untouched = structuredClone(before)

    assert.deepEqual(withAnswer(before, step, answer), after)
    assert.deepEqual(before, untouched, 'answers are never changed in place')
  })
}

test('what was told is found again', () => {
  const answers = {
    whom: 'me',
    visit: { events: [{ place: 'here' }, { place: null }], more: false },
    stay: { events: [], more: null },
  }

  assert.equal(answerTo(answers, { question: 'whom' }), 'me')
  assert.equal(answerTo(answers, HAPPENED), 'yes')
  assert.equal(answerTo(answers, SECOND_PLACE), null)
  assert.equal(answerTo(answers, { question: 'visit', event: 2 }), 'no')
  assert.equal(answerTo(answers, { question: 'stay', event: 0 }), null)
})

test('what was not told is undefined, never an answer', () => {
  assert.equal(answerTo({}, { question: 'whom' }), undefined)
  assert.equal(answerTo({}, HAPPENED), undefined)
  assert.equal(answerTo({ visit: { events: [{}] } }, PLACE), undefined)
  assert.equal(answerTo({ visit: { events: [{}] } }, ANOTHER), undefined)
})
