/** The lock: what cannot be fetched is locked, anything else is not. */

import assert from 'node:assert/strict'
import test from 'node:test'

import { isLocked, removeUncovered } from '../../overrides/javascript/lock.js'

test('a fetch that is refused proves the lock', async () => {
  assert.equal(await isLocked(() => Promise.reject(new TypeError('blocked'))), true)
})

test('a fetch that succeeds disproves it', async () => {
  assert.equal(await isLocked(async () => new Response()), false)
})

test('the request of the proof needs no network', async () => {
  /** @type {string[]} */
  const asked = []

  await isLocked(async (address) => asked.push(address))

  assert.deepEqual(asked, ['data:,'])
})

test('what no policy covers is taken away', () => {
  const global = { RTCPeerConnection: class {}, webkitRTCPeerConnection: class {}, fetch: () => {} }

  removeUncovered(global)

  assert.deepEqual(Object.keys(global), ['fetch'])
})
