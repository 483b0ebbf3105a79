// node opcodes.js IMAGE.wasm RULES.json ADDRESS OPCODE... : starts the baked image as it is, and with each opcode in place of the
// first instruction of `load`, which stands at ADDRESS. Prints what came of each start, and in which function it ended.
import fs from 'node:fs'
import { start } from '../../../checker/runtime/engines/baked.js'

const [imageFile, rulesFile, address, ...opcodes] = process.argv.slice(2)
/** @type {string | undefined} */
let instead

const Instance = WebAssembly.Instance
WebAssembly.Instance = class extends Instance {
  /** @param {WebAssembly.Module} module @param {WebAssembly.Imports} imports */
  constructor(module, imports) {
    super(module, imports)
    const { memory } = /** @type {any} */ (this.exports)
    if (instead) new Uint8Array(memory.buffer)[Number(address)] = Number(instead)
  }
}

const content = fs.readFileSync(imageFile)
const image = content.buffer.slice(content.byteOffset, content.byteOffset + content.length)
const rules = fs.readFileSync(rulesFile, 'utf8')
/** @type {Record<string, string>} */
const ended = {}
for (instead of [undefined, ...opcodes]) {
  try {
    await start({ image }, rules)
    ended[instead ?? 'none'] = 'started'
  } catch (/** @type {any} */ error) {
    ended[instead ?? 'none'] = `${error} ${error.stack.match(/wasm-function\[\d+\]/)}`
  }
}
console.log(JSON.stringify(ended))
