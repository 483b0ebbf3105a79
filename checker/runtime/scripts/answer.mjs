// @ts-nocheck -- replaces globals of Node and of Pyodide's glue, which have no types
// node answer.mjs baked IMAGE.wasm RULES.json   or   node answer.mjs stock PYODIDE_DIR CHECKER.zip RULES.json
// Each line of input names a JSON file of requests; writes the replies, null for a fault, to the same name with .replies,
// and prints {"faults", "megabytes"} for it.
import fs from 'node:fs'
import path from 'node:path'
import readline from 'node:readline'
import { pathToFileURL } from 'node:url'
import { start as startBaked } from '../engines/baked.js'
import { guarded } from '../engines/guard.js'
import { withChecker } from '../engines/stock.js'

const [engine, ...files] = process.argv.slice(2)
const { respond, bytes } = await { baked, stock }[engine]()

for await (const name of readline.createInterface({ input: process.stdin })) {
  let faults = 0
  const replies = JSON.parse(fs.readFileSync(name, 'utf8')).map((request) => {
    try {
      return respond(request)
    } catch {
      faults++
      return null
    }
  })
  fs.writeFileSync(`${name}.replies`, JSON.stringify(replies))
  console.log(JSON.stringify({ faults, megabytes: Math.round(bytes() / 1048576) }))
}
process.exit(0)

/** The engine that ships; the memory of its latest instance. */
async function baked() {
  const [image, rules] = files
  let instance
  const Instance = WebAssembly.Instance
  WebAssembly.Instance = class extends Instance {
    constructor(...given) {
      super(...given)
      instance = this
    }
  }
  const respond = await startBaked({ image: contents(image) }, fs.readFileSync(rules, 'utf8'))
  return { respond, bytes: () => instance.exports.memory.buffer.byteLength }
}

/** Pyodide as it comes, loaded the way Node can; the rest is the glue that ships. */
async function stock() {
  const [pyodideDir, checker, rules] = files
  const folder = path.resolve(pyodideDir) + path.sep
  const { loadPyodide } = await import(pathToFileURL(`${folder}pyodide.mjs`).href)
  const python = await loadPyodide({ indexURL: folder })
  const respond = guarded(withChecker(python, contents(checker), fs.readFileSync(rules, 'utf8')))
  return { respond, bytes: () => python._module.HEAPU8.length }
}

function contents(name) {
  const content = fs.readFileSync(name)
  return content.buffer.slice(content.byteOffset, content.byteOffset + content.length)
}
