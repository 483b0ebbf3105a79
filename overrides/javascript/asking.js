/** Asks the worker, and gives each ask its one reply or its fault. */

/** @typedef {import("./messages.js").ReplyMessage} ReplyMessage */

/** An answer takes milliseconds: after this long the worker is gone (milliseconds). */
const TIME_LIMIT = 20_000

/** The engine could not answer: it stopped, and is of no more use. */
export class Fault extends Error {}

/**
 * @param {(message: import("./messages.js").AskMessage) => void} post - Sends to the worker
 * @param {number} [timeLimit] - Milliseconds
 */
export function asking(post, timeLimit = TIME_LIMIT) {
  /** @type {Map<number, (message: ReplyMessage) => void>} */
  const waiting = new Map()
  let last = 0
  /** @type {{ request: string, reply: Promise<string> } | null} */
  let before = null

  /** Settle the ask that a message answers; a reply to nothing is dropped. @param {ReplyMessage} message */
  function settle(message) {
    waiting.get(message.id)?.(message)
    waiting.delete(message.id)
  }

  /** The worker's reply to a request; what is asked again at once is not sent again. @param {string} request @returns {Promise<string>} */
  function ask(request) {
    if (before?.request !== request) before = { request, reply: sent(request) }
    return before.reply
  }

  /** @param {string} request @returns {Promise<string>} */
  function sent(request) {
    last += 1
    const id = last
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => settle({ type: 'fault', id }), timeLimit)
      waiting.set(id, (message) => {
        clearTimeout(timer)
        if (message.type === 'reply') resolve(message.reply)
        else reject(new Fault('the engine does not answer'))
      })
      post({ type: 'ask', id, request })
    })
  }

  /** Tell all who wait that nothing will come. */
  function giveUp() {
    for (const id of [...waiting.keys()]) settle({ type: 'fault', id })
  }

  return { ask, settle, giveUp }
}
