// node strain.js IMAGE.wasm RULES.json HOW REQUEST : starts the baked image itself, harms it, and asks.
// Prints {wanted, given, after, instances}: the reply before, under harm and after it, null where the caller was told of a fault.
import fs from 'node:fs'
import { start } from '../../../checker/runtime/engines/baked.js'

const [imageFile, rulesFile, how, request] = process.argv.slice(2)
/** @type {any[]} */
const instances = []
let harming = false
const DEPTH = 740 // lists in each other: about as many as a request may have

const Instance = WebAssembly.Instance
WebAssembly.Instance = class extends Instance {
  /** @param {WebAssembly.Module} module @param {WebAssembly.Imports} imports */
  constructor(module, imports) {
    super(module, imports)
    instances.push(this.exports)
    if (harming && how === 'corrupt-all') corrupt()
  }
}

/** Everything that Python knows of itself becomes ones: what is called next does not exist. */
function corrupt() {
  new Uint8Array(instances.at(-1).memory.buffer).fill(0xff, 1024, 8_000_000)
}

/** Take all the memory there is, but for a block of `left` bytes. @param {number} left */
function exhaust(left) {
  const { malloc, free } = instances.at(-1)
  const kept = malloc(left)
  for (let size = 1 << 20; size > 8; size >>= 1) while (malloc(size));
  free(kept)
}

/** @param {string} asked @returns {string | null} */
function ask(asked = request) {
  try {
    return respond(asked)
  } catch {
    return null
  }
}

const content = fs.readFileSync(imageFile)
const image = content.buffer.slice(content.byteOffset, content.byteOffset + content.length)
const respond = await start({ image }, fs.readFileSync(rulesFile, 'utf8'))
const wanted = ask()
const given = []
harming = true
for (const left of how.startsWith('exhaust') ? [64, 1024, 4096, 16_384, 65_536, 262_144] : [0]) {
  if (how.startsWith('corrupt')) corrupt()
  if (how.startsWith('exhaust')) exhaust(left)
  given.push(how === 'deep' ? ask(`{"answers":${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}}`) : ask())
}
harming = false
console.log(JSON.stringify({ wanted, given, after: ask(), instances: instances.length }))
