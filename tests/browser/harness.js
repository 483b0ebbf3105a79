// Starts the site's own worker outside its frame, so that a test can ask it anything.
window.openEngine = async (checkPage) => {
  const read = async (address) =>
    new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html')
  const json = ($document, id) => JSON.parse($document.getElementById(id).textContent)
  const page = json(await read(checkPage), 'self-check-data')
  const frame = json(new DOMParser().parseFromString(page.frame, 'text/html'), 'frame-data')
  const files = {}
  for (const { role, url } of page.files) {
    files[role] = await (await fetch(new URL(url, new URL(checkPage, location)))).arrayBuffer()
  }

  // The worker proves that it is locked in, as it must: so lock it in.
  const $policy = document.createElement('meta')
  $policy.httpEquiv = 'Content-Security-Policy'
  $policy.content = "connect-src 'none'"
  document.head.append($policy)

  const parts = frame.scripts.flatMap((role) => [files[role], '\n'])
  const source = [`(${weighing})()\n`, ...parts, frame.worker]
  const worker = new Worker(URL.createObjectURL(new Blob(source)))
  const waiting = new Map()
  const started = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if (data.type === 'started') resolve()
      if (data.type === 'failed') reject(new Error(data.reason))
      if (data.type === 'weight') waiting.get('weight')(data)
      if (data.type === 'reply') waiting.get(data.id)(data.reply)
      if (data.type === 'fault') waiting.get(data.id)(null)
    }
  })
  const send = (key, message) =>
    new Promise((resolve) => {
      waiting.set(key, resolve)
      worker.postMessage(message)
    })
  const handed = Object.fromEntries(
    Object.entries(files).filter(([role]) => !frame.scripts.includes(role)),
  )
  worker.postMessage({ type: 'start', files: handed, rules: frame.rules })
  await started

  /** Replies, null for a fault; and the engine's memory after them. */
  window.askEngine = async (requests) => {
    const replies = await Promise.all(
      requests.map((request, id) => send(id, { type: 'ask', id, request })),
    )
    const { bytes, memories } = await send('weight', { type: 'weigh' })
    return { replies, bytes, memories }
  }
  return { rules: frame.rules }
}

// Stands before the worker's script, and tells how many memories there were and how large the latest is.
function weighing() {
  const memories = []
  // The baked engine's module exports its own: one for each instance.
  WebAssembly.Instance = class extends WebAssembly.Instance {
    constructor(...given) {
      super(...given)
      if (this.exports.memory) memories.push(this.exports.memory)
    }
  }
  // Stock Pyodide hands one to its module.
  WebAssembly.Memory = class extends WebAssembly.Memory {
    constructor(...given) {
      super(...given)
      memories.push(this)
    }
  }
  self.addEventListener('message', ({ data }) => {
    if (data.type !== 'weigh') return
    const sizes = memories.map(({ buffer }) => buffer.byteLength)
    // Pyodide's glue makes a small one besides, to try what the browser can do.
    const engines = sizes.filter((bytes) => bytes > 2 ** 20)
    self.postMessage({ type: 'weight', bytes: engines.at(-1), memories: engines.length })
  })
}
