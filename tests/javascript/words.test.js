/** Finding names in a text, and writing numbers. */

import assert from 'node:assert/strict'
import test from 'node:test'

import { anyOf, megabytes } from '../../overrides/javascript/words.js'

test('a name is found as it is written, with its signs, and nothing else is', () => {
  const found = 'The (AMT) and AMT+, not AMT.'.split(anyOf(['(AMT)', 'AMT+']))

  assert.deepEqual(found, ['The ', '(AMT)', ' and ', 'AMT+', ', not AMT.'])
})

test('megabytes have one decimal, rounded, behind the mark of the language', () => {
  assert.deepEqual(
    [0, 49_999, 629_703, 12_300_000].map((bytes) => megabytes(bytes, ',')),
    ['0,0', '0,0', '0,6', '12,3'],
  )
})
