/** The worker in the frame: proves its lock, starts the engine, and answers each ask once. */

import { start } from 'engine'
import { isLocked } from './lock.js'
import { readByWorker } from './messages.js'

/** @typedef {(request: string) => string} Respond */

/** @param {import("./messages.js").FromWorker} message */
const post = (message) => self.postMessage(message)

/** @type {Respond | null} */
let respond = null

/** Proven once: what a worker may reach is settled when it is made. */
const proven = isLocked()

self.addEventListener('message', ({ data }) => {
  const message = readByWorker(data)
  if (message?.type === 'start') begin(message)
  if (message?.type === 'ask') post(reply(message))
})

proven.then((locked) => post(locked ? { type: 'locked' } : { type: 'failed', reason: 'lock' }))

/** @param {import("./messages.js").StartMessage} message */
async function begin({ files, rules }) {
  if (!(await proven)) return post({ type: 'failed', reason: 'lock' })
  try {
    respond = await start(files, rules)
    post({ type: 'started' })
  } catch {
    // The cause can quote the rules; whoever waits only needs to know that there is no engine.
    post({ type: 'failed', reason: 'engine' })
  }
}

/**
 * The reply to an ask, whatever happens: a frame left waiting would show nothing.
 *
 * @param {import("./messages.js").AskMessage} ask
 * @returns {import("./messages.js").ReplyMessage}
 */
function reply({ id, request }) {
  if (!respond) return { type: 'fault', id }
  try {
    return { type: 'reply', id, reply: respond(request) }
  } catch {
    return { type: 'fault', id }
  }
}
