/** Asking: one reply or one fault for each ask, in any order. */

import assert from 'node:assert/strict'
import test from 'node:test'

import { asking, Fault } from '../../overrides/javascript/asking.js'

/** @returns {{ posted: import("../../overrides/javascript/messages.js").AskMessage[] } & ReturnType<typeof asking>} */
function worker(timeLimit = 1000) {
  /** @type {import("../../overrides/javascript/messages.js").AskMessage[]} */
  const posted = []
  return { posted, ...asking((message) => posted.push(message), timeLimit) }
}

test('each ask gets its own reply, whichever comes first', async () => {
  const { posted, ask, settle } = worker()
  const replies = [ask('a'), ask('b')]

  for (const { id, request } of posted.toReversed())
    settle({ type: 'reply', id, reply: request + request })

  assert.deepEqual(await Promise.all(replies), ['aa', 'bb'])
})

test('what is asked twice in a row is sent once, and has one reply', async () => {
  const { posted, ask, settle } = worker()
  const replies = [ask('a'), ask('a'), ask('b'), ask('a')]

  assert.deepEqual(
    posted.map(({ request }) => request),
    ['a', 'b', 'a'],
  )
  for (const { id, request } of posted) settle({ type: 'reply', id, reply: `${request}${id}` })
  assert.deepEqual(await Promise.all(replies), ['a1', 'a1', 'b2', 'a3'])
})

test('a fault is told to who asked, and to nobody else', async () => {
  const { posted, ask, settle } = worker()
  const first = ask('a')
  const second = ask('b')

  settle({ type: 'fault', id: posted[0].id })
  settle({ type: 'reply', id: posted[1].id, reply: 'fine' })

  await assert.rejects(first, Fault)
  assert.equal(await second, 'fine')
})

test('a reply to nothing is dropped', () => {
  const { settle } = worker()

  assert.doesNotThrow(() => settle({ type: 'reply', id: 7, reply: '' }))
})

test('a worker that never answers is a fault', async () => {
  const { ask } = worker(5)

  await assert.rejects(ask('a'), Fault)
})

test('a worker that dies is a fault for all who wait', async () => {
  const { ask, giveUp } = worker()
  const replies = [ask('a'), ask('b')]

  giveUp()

  for (const reply of replies) await assert.rejects(reply, Fault)
})
