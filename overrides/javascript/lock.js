/** The lock on frame and worker: proven by trying, and made tighter once the worker runs. */

/** Ways out that no policy of a page covers: whoever lacks them cannot get them back. */
const UNCOVERED = ['RTCPeerConnection', 'webkitRTCPeerConnection', 'mozRTCPeerConnection']

/**
 * Whether this document or worker can fetch nothing: a request that needs no network is refused.
 *
 * The request sends nothing even when the lock does not hold, and it can be tried offline.
 *
 * @param {(address: string) => Promise<unknown>} [fetch]
 * @returns {Promise<boolean>}
 */
export async function isLocked(fetch = globalThis.fetch) {
  try {
    await fetch('data:,')
    return false
  } catch {
    return true
  }
}

/** Take away what no policy covers. @param {Record<string, any>} global */
export function removeUncovered(global) {
  for (const name of UNCOVERED) delete global[name]
}

/**
 * Add a policy to the document for the rest of its life.
 *
 * Browsers heed a late policy in the head only, and never a change of one that is there.
 *
 * @param {string} policy
 */
export function addPolicy(policy) {
  const $policy = document.createElement('meta')
  $policy.httpEquiv = 'Content-Security-Policy'
  $policy.content = policy
  document.head.append($policy)
}
