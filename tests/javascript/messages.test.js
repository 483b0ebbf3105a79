/** The messages between page, frame and worker: a closed list, and nothing beside it. */

import assert from 'node:assert/strict'
import test from 'node:test'

import {
  readByFrame,
  readByPage,
  readByWorker,
  readFromWorker,
} from '../../overrides/javascript/messages.js'

const BYTES = new ArrayBuffer(1)

/** @type {[string, (data: unknown) => unknown, unknown[]][]} */
const LISTED = [
  [
    'the page to the frame',
    readByFrame,
    [
      { type: 'language', language: 'fr' },
      { type: 'progress', done: 0, total: 12 },
      { type: 'files', files: { wasm: BYTES } },
    ],
  ],
  [
    'the frame to the page',
    readByPage,
    [
      { type: 'ready' },
      { type: 'locked' },
      { type: 'started' },
      { type: 'refused', reason: 'lock' },
      { type: 'height', height: 640, printed: 480 },
      { type: 'fresh' },
    ],
  ],
  [
    'the frame to the worker',
    readByWorker,
    [
      { type: 'start', files: { wasm: BYTES }, rules: '{}' },
      { type: 'ask', id: 1, request: '{}' },
    ],
  ],
  [
    'the worker to the frame',
    readFromWorker,
    [
      { type: 'locked' },
      { type: 'started' },
      { type: 'failed', reason: 'engine' },
      { type: 'reply', id: 1, reply: '{}' },
      { type: 'fault', id: 1 },
    ],
  ],
]

for (const [way, read, messages] of LISTED) {
  test(`every message from ${way} is read`, () => {
    for (const message of messages) assert.equal(read(message), message)
  })

  test(`a message from ${way} with a field more or less is dropped`, () => {
    for (const message of messages) {
      const { type, ...fields } = /** @type {any} */ (message)

      assert.equal(read({ ...fields, type, answers: {} }), null)
      for (const name of Object.keys(fields))
        assert.equal(read({ ...fields, type, [name]: null }), null)
      if (Object.keys(fields).length > 0) assert.equal(read({ type }), null)
    }
  })

  test(`what is no message from ${way} is dropped`, () => {
    const strays = [
      null,
      undefined,
      'ready',
      7,
      [],
      {},
      { type: 'other' },
      { type: 'toString' },
      { type: ['ready'] },
    ]
    for (const stray of strays) assert.equal(read(stray), null)
  })
}

test('the page is told no text at all, so no answer either', () => {
  const texts = ['whom=me', 'en']

  for (const text of texts) {
    assert.equal(readByPage({ type: 'height', height: text, printed: 480 }), null)
    assert.equal(readByPage({ type: 'refused', reason: text }), null)
  }
})
