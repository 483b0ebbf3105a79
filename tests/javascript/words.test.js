/** Finding names in a text. */

import assert from 'node:assert/strict'
import test from 'node:test'

import { anyOf } from '../../overrides/javascript/words.js'

test('a name is found as it is written, with its signs, and nothing else is', () => {
  const found = 'The (AMT) and AMT+, not AMT.'.split(anyOf(['(AMT)', 'AMT+']))

  assert.deepEqual(found, ['The ', '(AMT)', ' and ', 'AMT+', ', not AMT.'])
})
