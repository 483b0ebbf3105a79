/**
 * Times one evaluation, in the worker or page in which it happens: microseconds, a median over the requests.
 *
 * A browser's clock is coarse, so a request is asked until it has taken long enough; a machine has
 * other work to do, so that is done some times, and the best is taken.
 */
globalThis.timeEvaluation = (requests) => {
  const LONG_ENOUGH = 20 // milliseconds
  const TRIES = 5
  const isWorkers = !globalThis.respond
  const post = globalThis.postMessage
  let kind = 'reply'

  const evaluate = globalThis.respond ?? askWorker

  /** What our worker does with an ask, all of it but the sending. */
  function askWorker(request) {
    self.dispatchEvent(new MessageEvent('message', { data: { type: 'ask', id: 1, request } }))
    if (kind !== 'reply') throw new Error(`bench: the worker says ${kind}`)
  }

  function microseconds(request) {
    let count = 0
    const start = performance.now()
    while (performance.now() - start < LONG_ENOUGH) {
      for (let i = 0; i < 5; i += 1) evaluate(request)
      count += 5
    }
    return ((performance.now() - start) * 1000) / count
  }

  const best = (request) => Math.min(...Array.from({ length: TRIES }, () => microseconds(request)))

  if (isWorkers) globalThis.postMessage = ({ type }) => (kind = type)
  try {
    requests.forEach(microseconds) // until the browser has compiled it well
    const times = requests.map(best).sort((a, b) => a - b)
    return times[Math.floor(times.length / 2)]
  } finally {
    globalThis.postMessage = post
  }
}
