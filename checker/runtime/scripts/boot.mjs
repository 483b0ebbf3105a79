// @ts-nocheck -- replaces globals of Node and of Pyodide's glue, which have no types
// node boot.mjs PYODIDE_DIR MODULE.wasm LIBRARY.zip OUT [--memory-base N] [--table-base N] [--heap-shift N]
//
// Starts the CPython of Pyodide 0.29 under Node, without Pyodide's own Python layer, lets `tidy` (inside/tidy.py)
// leave of its heap what the checker can reach, and writes (MODULE is Pyodide's with its mutable globals exported as $gINDEX)
//   OUT.memory  the whole linear memory
//   OUT.json    values of globals, slots the glue added to the table, limits of stack and heap, address of the root
// Clocks, randomness and environment are fixed: two starts give the same bytes. The options start the same program
// with its static data, its table or its heap elsewhere: what moves along is a pointer (pointers.py).
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import vm from 'node:vm'

const [pyodideDir, module, library, out, ...options] = process.argv.slice(2)
const option = (name, usual) =>
  options.includes(name) ? Number(options[options.indexOf(name) + 1]) : usual
const folder = path.resolve(pyodideDir) + path.sep
const USUAL_MEMORY_BASE = 1024
const memoryBase = option('--memory-base', USUAL_MEMORY_BASE)
const tableBase = option('--table-base', 1)
const heapShift = option('--heap-shift', 0)

fixTheWorld()
const glue = readGlue()
const { exports, imports, Module } = await startCPython(glue.text)
tidyUp()
writeSnapshot()
process.exit(0)

/** Nothing that differs from one start to another may leave a trace in memory. */
function fixTheWorld() {
  Date.now = () => 1735689600000
  performance.now = () => 1000
  Math.random = () => 0.5
  crypto.getRandomValues = (array) => array.fill(7)
  process.env.TZ = 'UTC'
  // Node from 21 on has a navigator, whose language becomes LANG.
  Object.defineProperty(globalThis, 'navigator', { value: undefined, configurable: true })
  // Becomes argv[0] and the environment's `_`; its length shifts the heap.
  process.argv[1] = '/boot'
}

/** pyodide.asm.js with its addresses turned into parameters, and the limits that stand in it. */
function readGlue() {
  let text = fs.readFileSync(`${folder}pyodide.asm.js`, 'utf8')
  const changed = (what) => new Error(`pyodide.asm.js is not the glue this script knows: ${what}`)
  const patch = (from, to) => {
    const times = text.split(from).length - 1
    if (times !== 1) throw changed(`"${from}" stands in it ${times} times, not once`)
    text = text.replace(from, () => to)
  }
  const number = (pattern) => {
    const found = pattern.exec(text)
    if (!found) throw changed(`nothing like ${pattern}`)
    return Number(found[1])
  }
  const stackLow = number(/___stack_low=(\d+)/)
  const stackHigh = number(/___stack_high=(\d+)/)
  const heapBase = number(/___heap_base=(\d+)/)
  const tableSize = number(/WebAssembly\.Table\(\{initial:(\d+)/)
  patch('{value:"i32",mutable:false},1024)', `{value:"i32",mutable:false},${memoryBase})`)
  patch('relocateExports(wasmExports,1024)', `relocateExports(wasmExports,${memoryBase})`)
  patch(
    '___table_base=new WebAssembly.Global({value:"i32",mutable:false},1)',
    `___table_base=new WebAssembly.Global({value:"i32",mutable:false},${tableBase})`,
  )
  patch(
    `WebAssembly.Table({initial:${tableSize}`,
    `WebAssembly.Table({initial:${tableSize - 1 + tableBase}`,
  )
  patch(`var ___heap_base=${heapBase};`, `var ___heap_base=${heapBase + heapShift};`)
  const roomy = memoryBase !== USUAL_MEMORY_BASE || heapShift !== 0
  patch('"INITIAL_MEMORY"]||20971520', `"INITIAL_MEMORY"]||${roomy ? 67108864 : 20971520}`)
  // Node from 22 on would add a helper to the table; without it the JavaScript trampoline is used, which works everywhere.
  patch('const ptr=getPyEMCountArgsPtr();', 'const ptr=0;')
  // Code in strings, and exported data, stand in the glue by address.
  const moved = (address) => Number(address) - USUAL_MEMORY_BASE + memoryBase
  text = text.replace(/ASM_CONSTS=\{[^;]*?\};/, (all) =>
    all.replace(/(\d+):\(/g, (_, n) => `${moved(n)}:(`),
  )
  text = text.replace(/(Module\["\w+"\])=(\d+(?:e\d+)?);/g, (_, name, n) => `${name}=${moved(n)};`)
  return {
    text,
    stackLow,
    stackHigh,
    heapBase: heapBase + heapShift,
    firstAdded: tableSize - 1 + tableBase,
  }
}

/** CPython, started as Pyodide starts it, up to where Pyodide's own Python layer would come in. */
async function startCPython(text) {
  globalThis.require = createRequire(import.meta.url)
  globalThis.__dirname = folder
  globalThis.__filename = `${folder}pyodide.asm.js`
  const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER
  vm.runInThisContext(text, { filename: __filename, importModuleDynamically })
  const wasm = fs.readFileSync(module)
  const create = globalThis._createPyodideModule
  const enough = new Error('CPython is up')
  const started = {}
  globalThis._createPyodideModule = async (settings) => {
    settings.instantiateWasm = (imports, done) => {
      const error = Symbol('error')
      imports.sentinel = { create_sentinel: () => error, is_sentinel: (x) => x === error }
      WebAssembly.instantiate(wasm, imports).then(({ instance, module }) => {
        started.exports = instance.exports
        started.imports = imports
        done(instance, module)
      })
      return {}
    }
    started.Module = await create(settings)
    throw enough
  }
  const { loadPyodide } = await import(pathToFileURL(`${folder}pyodide.mjs`).href)
  const { info } = JSON.parse(fs.readFileSync(`${folder}pyodide-lock.json`, 'utf8'))
  // PYTHONMALLOC=malloc: one heap that can be walked from end to end (heap.py).
  const env = {
    PYTHONHASHSEED: '0',
    PYTHONMALLOC: 'malloc',
    HOME: '/',
    PYTHONDONTWRITEBYTECODE: '1',
  }
  try {
    await loadPyodide({
      indexURL: folder,
      stdLibURL: path.resolve(library),
      lockFileContents: { info, packages: {} },
      env,
    })
  } catch (error) {
    if (error !== enough) throw error
  }
  return started
}

/** Run inside/tidy.py; it leaves the one root in `__main__`. */
function tidyUp() {
  if (run('import tidy; tidy.tidy()'))
    throw new Error('tidy.py raised an exception; its traceback stands above')
  for (let i = 0; i < 3; i++) exports.PyGC_Collect()
  exports.PyErr_Clear()
}

function cString(text) {
  const bytes = new TextEncoder().encode(text)
  const at = exports.malloc(bytes.length + 1) >>> 0
  memory().set(bytes, at)
  memory()[at + bytes.length] = 0
  return at
}

function run(source) {
  const at = cString(source)
  const failed = exports.PyRun_SimpleString(at)
  exports.free(at)
  return failed
}

/** Address of `__main__.load`. No import: tidying may have taken that away. */
function root() {
  const names = ['__main__', 'load'].map(cString)
  const found = exports.PyObject_GetAttrString(exports.PyImport_AddModule(names[0]), names[1]) >>> 0
  for (const at of names) exports.free(at)
  if (!found) throw new Error('tidy.py left no `load` in __main__')
  exports.Py_DecRef(found)
  return found
}

function memory() {
  return new Uint8Array(Module.HEAPU8.buffer)
}

function writeSnapshot() {
  const load = root()
  const named = new Map()
  for (const [name, value] of Object.entries(exports)) {
    if (typeof value === 'function' && !named.has(value)) named.set(value, name)
  }
  const globals = Object.fromEntries(
    Object.keys(exports)
      .filter((name) => name.startsWith('$g'))
      .map((name) => [name.slice(2), exports[name].value]),
  )
  const table = imports.env.__indirect_function_table
  const added = {} // slot -> export name, or null for a JavaScript function
  for (let slot = glue.firstAdded; slot < table.length; slot++) {
    const value = table.get(slot)
    if (value) added[slot] = named.get(value) ?? null
  }
  const facts = {
    memoryBase,
    tableBase,
    stackLow: glue.stackLow,
    stackHigh: glue.stackHigh,
    heapBase: glue.heapBase,
    heapEnd: exports.sbrk(0) >>> 0,
    stackPointer: imports.env.__stack_pointer.value,
    globals,
    added,
    load,
  }
  fs.writeFileSync(`${out}.memory`, memory())
  fs.writeFileSync(`${out}.json`, JSON.stringify(facts))
}
