/** Options: what can be ticked, and which answer it makes. */

import assert from 'node:assert/strict'
import test from 'node:test'

import { answerOf, isTicked, offers, typed } from '../../overrides/javascript/options.js'

const THEME = { yes: 'Yes', no: 'No', not_sure: 'Not sure', none: 'None of these' }
const UNSURE = { person: undefined, sure: false }
const PLACE = {
  kind: /** @type {const} */ ('choice'),
  legend: 'Where?',
  label: 'where',
  options: [
    { answer: 'here', words: 'here' },
    { answer: 'elsewhere', words: { me: 'elsewhere', child: 'elsewhere, for the child' } },
  ],
}
const ROLES = { ...PLACE, kind: /** @type {const} */ ('choices') }
const BANDS = {
  ...PLACE,
  kind: /** @type {const} */ ('period'),
  ask: /** @type {const} */ ('bands'),
}
const MONTH = {
  kind: /** @type {const} */ ('period'),
  ask: /** @type {const} */ ('month'),
  legend: 'When?',
  label: 'when',
}
const LASTING = { ...MONTH, lasting: true }
const EVENTS = {
  kind: /** @type {const} */ ('events'),
  legend: 'Did it?',
  label: 'it',
  another: 'Another?',
  fields: {},
}
const APRIL = { year: '2010', month: '4' }
const MAY = { year: '2011', month: '' }

/** @param {import("../../overrides/javascript/words.js").Question} question */
const answersOffered = (question) => offers(question, THEME, UNSURE).map(({ answer }) => answer)

test('each kind of question offers its answers, and "not sure" last', () => {
  assert.deepEqual(answersOffered(PLACE), ['here', 'elsewhere', null])
  assert.deepEqual(answersOffered(ROLES), ['here', 'elsewhere', 'none', null])
  assert.deepEqual(answersOffered(BANDS), ['here', 'elsewhere', null])
  assert.deepEqual(answersOffered(EVENTS), ['yes', 'no', null])
  assert.deepEqual(answersOffered(MONTH), [null])
})

test('nobody is offered to be unsure for whom they check', () => {
  assert.equal(offers(PLACE, THEME, { person: undefined, sure: true }).length, 2)
})

test('a label is worded for the person, and stands alone', () => {
  const labels = offers(PLACE, THEME, { person: 'child', sure: false }).map(({ label }) => label)

  assert.deepEqual(labels, ['Here', 'Elsewhere, for the child', 'Not sure'])
})

/** @type {[string, import("../../overrides/javascript/words.js").Question, (string | null)[], { year: string, month: string }[], unknown][]} */
const TICKED = [
  ['one option', PLACE, ['here'], [], 'here'],
  ['"not sure"', PLACE, [null], [], null],
  ['nothing of one', PLACE, [], [], ''],
  ['several', ROLES, ['here', 'elsewhere'], [], ['here', 'elsewhere']],
  ['none of these', ROLES, ['none'], [], 'none'],
  ['nothing of several', ROLES, [], [], []],
  ['bands', BANDS, ['here'], [], ['here']],
  ['"not sure" when', BANDS, [null], [], null],
  ['yes', EVENTS, ['yes'], [], 'yes'],
  ['a month', MONTH, [], [APRIL], [APRIL]],
  ['"not sure" in place of a month', MONTH, [null], [APRIL], null],
  ['two ends', LASTING, [], [APRIL, MAY], [{ from: APRIL, to: MAY }]],
]

for (const [what, question, ticked, months, answer] of TICKED) {
  test(`who chooses ${what} gets that answer, and finds it again`, () => {
    const all = offers(question, THEME, UNSURE)

    const given = answerOf(
      question,
      all.filter((offer) => ticked.includes(offer.answer)),
      months,
    )

    assert.deepEqual(given, answer)
    const found = all.filter((offer) => isTicked(given, offer)).map((offer) => offer.answer)
    assert.deepEqual(found, ticked)
    if (ticked.length === 0 && months.length > 0) assert.deepEqual(typed(question, given), months)
  })
}

test('fields are empty before anything is typed', () => {
  const empty = { year: '', month: '' }

  assert.deepEqual(typed(MONTH, undefined), [empty])
  assert.deepEqual(typed(LASTING, null), [empty, empty])
  assert.deepEqual(typed(BANDS, undefined), [])
})
