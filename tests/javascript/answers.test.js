/** Answers: where each stands in what the engine gets. */

import assert from 'node:assert/strict'
import test from 'node:test'

import { answerTo, withAnswer } from '../../overrides/javascript/answers.js'

const HAPPENED = { question: 'birth', event: 0 }
const PLACE = { question: 'birth', event: 0, field: 'place' }
const ANOTHER = { question: 'birth', event: 1 }
const SECOND_PLACE = { question: 'birth', event: 1, field: 'place' }

/** @type {[string, import("../../overrides/javascript/answers.js").Answers, import("../../overrides/javascript/answers.js").Step, unknown, unknown][]} */
const GIVEN = [
  ['a choice', {}, { question: 'whom' }, 'me', { whom: 'me' }],
  ['"not sure" of a choice', {}, { question: 'whom' }, null, { whom: null }],
  ['that it did not happen', {}, HAPPENED, 'no', { birth: { events: [], more: false } }],
  ['"not sure" whether it happened', {}, HAPPENED, null, { birth: { events: [], more: null } }],
  ['that it happened', {}, HAPPENED, 'yes', { birth: { events: [{}] } }],
  ['nothing about whether it happened', {}, HAPPENED, '', { birth: { events: [], more: '' } }],
  [
    'a field of an event',
    { birth: { events: [{}] } },
    PLACE,
    'ontario',
    { birth: { events: [{ place: 'ontario' }] } },
  ],
  [
    'that there is another',
    { birth: { events: [{ place: 'ontario' }] } },
    ANOTHER,
    'yes',
    { birth: { events: [{ place: 'ontario' }, {}] } },
  ],
  [
    'that there is another after all',
    { birth: { events: [{ place: 'ontario' }], more: false } },
    ANOTHER,
    'yes',
    { birth: { events: [{ place: 'ontario' }, {}] } },
  ],
  [
    'that there is no other after all',
    { birth: { events: [{ place: 'ontario' }, { place: 'elsewhere' }], more: null } },
    ANOTHER,
    'no',
    { birth: { events: [{ place: 'ontario' }], more: false } },
  ],
  [
    'again that it happened, which loses nothing',
    { birth: { events: [{ place: 'ontario' }], more: false } },
    HAPPENED,
    'yes',
    { birth: { events: [{ place: 'ontario' }], more: false } },
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
    birth: { events: [{ place: 'ontario' }, { place: null }], more: false },
    pregnancy: { events: [], more: null },
  }

  assert.equal(answerTo(answers, { question: 'whom' }), 'me')
  assert.equal(answerTo(answers, HAPPENED), 'yes')
  assert.equal(answerTo(answers, SECOND_PLACE), null)
  assert.equal(answerTo(answers, { question: 'birth', event: 2 }), 'no')
  assert.equal(answerTo(answers, { question: 'pregnancy', event: 0 }), null)
})

test('what was not told is undefined, never an answer', () => {
  assert.equal(answerTo({}, { question: 'whom' }), undefined)
  assert.equal(answerTo({}, HAPPENED), undefined)
  assert.equal(answerTo({ birth: { events: [{}] } }, PLACE), undefined)
  assert.equal(answerTo({ birth: { events: [{}] } }, ANOTHER), undefined)
})
