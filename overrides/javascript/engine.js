/** The frame's side of its worker: none is used that has not proven its lock. */

import { asking, Fault } from './asking.js'
import { readFromWorker } from './messages.js'

/** @typedef {import("./messages.js").Refusal} Refusal */
/** @typedef {import("./messages.js").FromWorker} FromWorker */
/** @typedef {{ source: string, scripts: string[], rules: string }} Plan - Of the worker: its text, the roles of the scripts that stand before it, the rules as JSON */

/** There will be no engine. */
export class Refused extends Error {
  /** @param {Refusal} reason */
  constructor(reason) {
    super(`refused: ${reason}`)
    this.reason = reason
  }
}

/**
 * A worker that has proven its lock.
 *
 * It is a classic worker from a blob: of that kind alone it is known that every browser starts it
 * in a frame without origin, and that it takes over the frame's policy.
 *
 * @param {BlobPart[]} parts - Of its script
 * @returns {Promise<Worker>}
 * @throws {Refused}
 */
export async function lockedWorker(parts) {
  const address = URL.createObjectURL(new Blob(parts, { type: 'text/javascript' }))
  try {
    const worker = new Worker(address)
    await heard(worker, (message) => message.type === 'locked')
    return worker
  } finally {
    URL.revokeObjectURL(address)
  }
}

/**
 * Start the engine, and give what asks it.
 *
 * Scripts of the runtime must be part of a worker's own text, as its policy loads none: then
 * another worker takes the place of the one that is there, and proves its lock too.
 *
 * @param {Worker} proven
 * @param {Plan} plan
 * @param {Record<string, ArrayBuffer>} files - By role
 * @returns {Promise<import("./flow.js").Ask>}
 * @throws {Refused}
 */
export async function startEngine(proven, { source, scripts, rules }, files) {
  const worker = scripts.length > 0 ? await lockedWorker(joined(scripts, files, source)) : proven
  if (worker !== proven) proven.terminate()
  const rest = Object.fromEntries(Object.entries(files).filter(([role]) => !scripts.includes(role)))
  const started = heard(worker, (message) => message.type === 'started')
  worker.postMessage({ type: 'start', files: rest, rules }, Object.values(rest))
  await started
  return asker(worker)
}

/** @param {string[]} scripts @param {Record<string, ArrayBuffer>} files @param {string} source @returns {BlobPart[]} */
function joined(scripts, files, source) {
  return [...scripts.flatMap((role) => [files[role], '\n']), source]
}

/** @param {Worker} worker @returns {import("./flow.js").Ask} */
function asker(worker) {
  const { ask, settle, giveUp } = asking((message) => worker.postMessage(message))
  worker.addEventListener('message', ({ data }) => {
    const message = readFromWorker(data)
    if (message?.type === 'reply' || message?.type === 'fault') settle(message)
  })
  worker.addEventListener('error', giveUp)
  return async (answers) => {
    const reply = JSON.parse(await ask(JSON.stringify({ answers })))
    if ('error' in reply) throw new Fault(`${reply.error.where}: ${reply.error.what}`)
    return reply
  }
}

/**
 * Wait for a message of the worker.
 *
 * @param {Worker} worker
 * @param {(message: FromWorker) => boolean} isAwaited
 * @returns {Promise<void>}
 */
function heard(worker, isAwaited) {
  const over = new AbortController()
  const { signal } = over
  /** @type {Promise<void>} */
  const settled = new Promise((resolve, reject) => {
    const listen = (/** @type {MessageEvent} */ { data }) => {
      const message = readFromWorker(data)
      if (message?.type === 'failed') reject(new Refused(message.reason))
      else if (message && isAwaited(message)) resolve()
    }
    worker.addEventListener('message', listen, { signal })
    worker.addEventListener('error', () => reject(new Refused('engine')), { signal })
  })
  return settled.finally(() => over.abort())
}
