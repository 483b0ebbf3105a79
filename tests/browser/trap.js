// Stands before the worker's own script: lets the engine that the site ships trap, for good or once, at the first answer;
// or gives it no memory, in the words of a browser that has none left.
globalThis.refuseMemory = () => {
  const refused = () => {
    console.log('no memory')
    throw new RangeError('could not allocate memory')
  }
  // Pyodide makes its memory, the baked engine's module has one of its own.
  WebAssembly.Memory = class {
    constructor() {
      refused()
    }
  }
  WebAssembly.Instance = class {
    constructor() {
      refused()
    }
  }
}

globalThis.trapIn = (/** @type {boolean} */ always) => {
  const memories = []
  let asked = false
  const harm = () => {
    const memory = memories.at(-1)
    new Uint8Array(memory.buffer).fill(0xff, 1024, Math.min(8_000_000, memory.buffer.byteLength))
  }
  const seen = (memory) => {
    memories.push(memory)
    console.log(`instance ${memories.length}`)
    if (asked && always) harm()
  }
  // The baked engine makes its instances itself, and a new one after a trap ...
  const { Instance } = WebAssembly
  WebAssembly.Instance = class extends Instance {
    constructor(module, imports) {
      super(module, imports)
      if (this.exports.memory) seen(this.exports.memory)
    }
  }
  // ... Pyodide hands a memory in.
  for (const way of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[way]
    WebAssembly[way] = (source, imports) => {
      if (imports?.env?.memory) seen(imports.env.memory)
      return real.call(WebAssembly, source, imports)
    }
  }
  self.addEventListener('message', ({ data }) => {
    if (data.type !== 'ask' || asked) return
    asked = true
    harm()
  })
}
