/** The filter of the questions: what fits, and what is said of the number found. */

import assert from 'node:assert/strict'
import test from 'node:test'

import { fits, plain, told } from '../../overrides/javascript/filter.js'

const WORDS = { none: 'nothing', one: 'one', many: '{count} found' }

test('accents, capitals and ligatures make no difference', () => {
  assert.equal(plain('Où est ma SŒUR à l’Été?'), "ou est ma soeur a l'ete?")
  assert.ok(fits('ETE', plain('l’été')))
  assert.ok(fits('été', plain('l’ete')))
  assert.ok(fits("l'enquête", plain('L’ENQUETE')))
})

test('every word must be there, in any order', () => {
  const text = plain('Do I need a new bank card?')

  assert.ok(fits('card new', text))
  assert.ok(fits('  card  ', text))
  assert.ok(!fits('card letter', text))
})

test('nothing looked for fits everything', () => {
  assert.ok(fits('', 'anything'))
  assert.ok(fits('   ', 'anything'))
})

test('the number found is said, one and none in words of their own', () => {
  assert.equal(told('card', 0, WORDS), 'nothing')
  assert.equal(told('card', 1, WORDS), 'one')
  assert.equal(told('card', 12, WORDS), '12 found')
  assert.equal(told(' ', 12, WORDS), '')
})
