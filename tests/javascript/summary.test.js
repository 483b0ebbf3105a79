/** The last two screens in words: the answers as given, and the result with its reasons. */

import assert from 'node:assert/strict'
import test from 'node:test'

import { resultView, rows } from '../../overrides/javascript/summary.js'

const THEME = {
  ...{
    yes: 'Yes',
    no: 'No',
    not_sure: 'Not sure',
    none: 'None',
    number: '{label}, number {number}',
  },
  result: {
    strengths: { likely: 'more likely', possible: 'possible' },
    because: 'because of: {cohorts}',
    as_of: 'As of {date}',
  },
}
const WHEN = {
  ...{
    kind: 'period',
    ask: 'bands',
    legend: 'When was it?',
    label: 'Stay: when',
    settle: 'when it was',
  },
  options: [
    { answer: '../2009-12', words: 'before January 2010' },
    { answer: '2010-01/..', words: 'January 2010 or later' },
  ],
}
const MONTH = {
  kind: 'period',
  ask: 'month',
  lasting: true,
  legend: 'From when to when?',
  label: 'Member',
}
/** @type {any} */
const WORDS = {
  tag: 'en-CA',
  theme: THEME,
  incident: {
    as_of: 'May 1, 2024',
    questions: {
      whom: {
        ...{ kind: 'choice', legend: 'Who?', label: 'Checking for' },
        options: [{ answer: 'me', words: 'myself' }],
      },
      stay: {
        ...{ kind: 'events', legend: 'Did you stay?', label: 'Stay', another: 'Another stay?' },
        ...{ settle: 'whether there was a stay', fields: { when: WHEN } },
      },
      member: MONTH,
    },
    cohorts: {
      guests: {
        name: 'Guests',
        reason: { me: 'You stayed.', child: 'They stayed.' },
        maybe: 'Maybe.',
      },
      members: {
        name: 'Members',
        reason: 'A member.',
        maybe: 'Perhaps.',
        note: 'Opting out changes nothing.',
      },
    },
    outcomes: { likely: { title: 'More likely', text: 'It fits.' } },
    data: [
      {
        label: 'Who you are',
        kinds: [
          { kind: 'name', label: 'name' },
          { kind: 'card', label: 'card' },
        ],
      },
      { label: 'Where', kinds: [{ kind: 'address', label: 'address' }] },
    ],
    next_steps: ['Rest.'],
  },
}

test('the answers are shown as they were given, one row a step', () => {
  const state = {
    answers: {
      whom: 'me',
      stay: { events: [{ when: ['../2009-12', '2010-01/..'] }, { when: null }], more: false },
    },
    asked: [
      { question: 'whom' },
      { question: 'stay', event: 0 },
      { question: 'stay', event: 0, field: 'when' },
      { question: 'stay', event: 1 },
      { question: 'stay', event: 1, field: 'when' },
      { question: 'stay', event: 2 },
    ],
  }

  const shown = rows(state, WORDS, 'me').map(({ label, values }) => [label, ...values])

  assert.deepEqual(shown, [
    ['Checking for', 'Myself'],
    ['Stay', 'Yes'],
    ['Stay: when', 'Before January 2010', 'January 2010 or later'],
    ['Another stay?', 'Yes'],
    ['Stay: when, number 2', 'Not sure'],
    ['Another stay?', 'No'],
  ])
})

test('months that were typed are shown in words, whatever the time zone', () => {
  const ends = { from: { year: '2010', month: '4' }, to: { year: ' 2011 ', month: '' } }
  const state = { answers: { member: [ends] }, asked: [{ question: 'member' }] }

  assert.deepEqual(rows(state, WORDS, 'me')[0].values, ['April 2010 – 2011'])
})

test('the result gives each cohort its reason, and what would settle a maybe', () => {
  const result = {
    lead: 'likely',
    cohorts: [
      { cohort: 'guests', truth: /** @type {const} */ ('true'), strength: 'likely', settle: [] },
      {
        ...{ cohort: 'members', truth: /** @type {const} */ ('unknown'), strength: 'possible' },
        settle: [{ question: 'stay' }, { question: 'stay', field: 'when' }],
      },
    ],
    data: [
      { kind: 'name', cohorts: ['guests'] },
      { kind: 'address', cohorts: ['guests', 'members'] },
    ],
  }

  const view = resultView(result, WORDS, 'child')

  assert.deepEqual(view.cohorts, [
    { name: 'Guests', strength: 'More likely', reason: 'They stayed.', note: '', settle: [] },
    {
      ...{
        name: 'Members',
        strength: 'Possible',
        reason: 'Perhaps.',
        note: 'Opting out changes nothing.',
      },
      settle: ['whether there was a stay', 'when it was'],
    },
  ])
  assert.deepEqual(view.data, [
    { label: 'Who you are', kinds: [{ label: 'name', because: 'because of: Guests' }] },
    { label: 'Where', kinds: [{ label: 'address', because: 'because of: Guests; Members' }] },
  ])
  assert.equal(view.because, '')
  assert.equal(view.support, '')
  assert.equal(view.asOf, 'As of May 1, 2024')
})

test('one reason for all kinds of data is given once', () => {
  const cohorts = ['guests']
  const data = [
    { kind: 'name', cohorts },
    { kind: 'card', cohorts },
  ]

  const view = resultView({ lead: 'likely', cohorts: [], data }, WORDS, 'me')

  assert.equal(view.because, 'Because of: Guests')
  assert.deepEqual(view.data[0].kinds, [
    { label: 'name', because: '' },
    { label: 'card', because: '' },
  ])
})

test('a result without kinds of data has no reason for any', () => {
  const view = resultView({ lead: 'likely', cohorts: [], data: [] }, WORDS, 'me')

  assert.deepEqual([view.because, view.data], ['', []])
})
