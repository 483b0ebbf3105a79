/** What is refused before Python sees it, and what an engine must prove before a person may ask. */

import assert from 'node:assert/strict'
import test from 'node:test'

import {
  EngineRefused,
  guarded,
  LONGEST_REQUEST,
  MOST_BRACKETS,
  prove,
} from '../../../checker/runtime/engines/guard.js'

const echo = guarded((request) => request)

test('an ordinary request reaches the engine', () => {
  assert.equal(echo('{"answers":{"whom":"Zoë 🎉"}}'), '{"answers":{"whom":"Zoë 🎉"}}')
})

test('a request longer than any person’s is refused', () => {
  assert.equal(echo('x'.repeat(LONGEST_REQUEST)).length, LONGEST_REQUEST)
  assert.throws(() => echo('x'.repeat(LONGEST_REQUEST + 1)), /too long/)
})

test('a request nested deeper than any person’s is refused', () => {
  assert.equal(echo('['.repeat(MOST_BRACKETS)).length, MOST_BRACKETS)
  assert.throws(() => echo('['.repeat(MOST_BRACKETS + 1)), /nested too deeply/)
  assert.throws(() => echo('{"a":'.repeat(MOST_BRACKETS + 1)), /nested too deeply/)
})

test('half a surrogate pair is no text', () => {
  assert.throws(() => echo('\ud800'), /no text/)
})

const RULES = JSON.stringify({
  format: 1,
  cases: [{ request: { answers: {} }, reply: { ask: { question: 'whom' }, asked: [] } }],
})

test('an engine that answers the cases of its rules may start', () => {
  prove(() => '{"ask":{"question":"whom"},"asked":[]}', RULES)
})

test('an engine that answers one of them otherwise may not', () => {
  assert.throws(() => prove(() => '{"ask":{"question":"age"},"asked":[]}', RULES), EngineRefused)
})
