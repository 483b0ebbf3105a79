// @ts-nocheck -- replaces globals of Node and of Pyodide's glue, which have no types
// node readcheck.mjs CHECKED.wasm MAP CASES.json : answers requests with the module that readcheck.py made, and counts reads of bytes that were cut.
// CASES is [{rules, requests}]. Prints one JSON object: {reads, copies, faults, cut: [{kind, function, times, first}], tails: {function: times}}.
// A tail is a load that starts in kept bytes and runs past their end: strlen, memchr and their like read whole words and drop the rest.
import fs from 'node:fs'
import { start } from '../engines/baked.js'

const [moduleFile, mapFile, casesFile] = process.argv.slice(2)
const map = fs.readFileSync(mapFile)
const cut = new Map()
let reads = 0
let copies = 0
const tails = {}
let faults = 0

function hit(kind, where, at) {
  const key = `${kind} ${where}`
  const known = cut.get(key) ?? { kind, function: where, times: 0, first: at }
  known.times++
  cut.set(key, known)
}

function load(at, size, where) {
  reads++
  at >>>= 0
  if (map[at]) return hit(map[at], where & 0xffffff, at)
  for (let i = 1; i < size; i++) {
    if (map[at + i]) return tail(where & 0xffffff)
  }
}

function tail(where) {
  tails[where] = (tails[where] ?? 0) + 1
}

function copy(at, length) {
  copies++
  at >>>= 0
  for (let i = at; i < Math.min(at + (length >>> 0), map.length); i++)
    if (map[i]) return hit(map[i], -1, i)
}

const Instance = WebAssembly.Instance
WebAssembly.Instance = class extends Instance {
  constructor(module, imports) {
    super(module, { ...imports, check: { load, copy } })
  }
}

const content = fs.readFileSync(moduleFile)
const image = content.buffer.slice(content.byteOffset, content.byteOffset + content.length)
for (const { rules, requests } of JSON.parse(fs.readFileSync(casesFile, 'utf8'))) {
  const respond = await start({ image }, rules)
  for (const request of requests) {
    try {
      respond(request)
    } catch {
      faults++
    }
  }
}
console.log(
  JSON.stringify({
    reads,
    copies,
    tails,
    faults,
    cut: [...cut.values()].sort((a, b) => b.times - a.times),
  }),
)
