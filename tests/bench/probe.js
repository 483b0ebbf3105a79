/**
 * Stands in every document that is measured, before all that is its own: presses, ticks and takes the time.
 *
 * Times are milliseconds since 1970, so that those of a page and of its frame can be compared.
 */
globalThis.bench = (() => {
  const PATIENCE = 240_000 // milliseconds
  const HAND = 300 // milliseconds from a tick to Continue, as a person takes at the least
  const now = () => performance.timeOrigin + performance.now()
  const longTasks = []
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      longTasks.push({ at: performance.timeOrigin + startTime, duration })
    }
  }).observe({ type: 'longtask', buffered: true })

  /** What `find` gives, as soon as the document's changes let it give something. */
  function appears(find) {
    return new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error('bench: nothing appears')), PATIENCE)
      const look = () => {
        const found = find()
        if (!found) return false
        watch.disconnect()
        resolve(found)
        return true
      }
      const watch = new MutationObserver(look)
      if (!look()) watch.observe(document, { subtree: true, childList: true, characterData: true })
    })
  }

  /** The time once what the document holds now has been painted: after the next frame. */
  function painted() {
    return new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(now())
        port2.postMessage(null)
      })
    })
  }

  /** A bare page: when its answer is on the screen. */
  async function answered() {
    const text = await appears(() => document.querySelector('#answer')?.textContent)
    return { text, answer: await painted() }
  }

  /** The page around our check: press Start at once. */
  async function pressStart() {
    const $start = await appears(() => document.querySelector('button.start'))
    const start = now()
    $start.click()
    return { start }
  }

  /**
   * Our check's frame: tick, continue, and so on; a choice is a place in the list, the last when there are fewer.
   *
   * The first question needs no engine, and is answered at once. The second is the engine's first reply.
   */
  async function walk(choices) {
    const heading = () => document.querySelector('#frame h1')?.textContent
    let text = await appears(heading)
    const question = await painted()
    const continues = []
    for (const place of choices) {
      const last = text
      const $inputs = [...document.querySelectorAll('#frame .choices input')]
      $inputs[Math.min(place, $inputs.length - 1)].click()
      if (continues.length > 0) await new Promise((resolve) => setTimeout(resolve, HAND))
      const pressed = now()
      document.querySelector('#frame .question button.primary').click()
      text = await appears(() => heading() !== last && heading())
      document.body.getBoundingClientRect() // style and layout are done when it returns
      const ready = now()
      continues.push({ pressed, ready, painted: await painted() })
    }
    if (document.querySelector('.error-summary')) throw new Error(`bench: ${text}`)
    return { question, continues, answer: continues[0].painted, text }
  }

  /** What has blocked this document's main thread in tasks of more than 50 ms, up to a time. */
  const blocked = (end) =>
    longTasks.filter(({ at }) => at < end).reduce((sum, { duration }) => sum + duration, 0)

  return { answered, pressStart, walk, blocked }
})()

if (!IS_CHECK) bench.seen = bench.answered()
else bench.seen = location.href === 'about:srcdoc' ? bench.walk(CHOICES) : bench.pressStart()
