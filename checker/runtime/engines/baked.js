/**
 * Starts the baked engine: one WebAssembly module that is CPython with the checker in it, already started.
 *
 * No file system, no loader, no bytecode: the module's memory is the memory of a CPython that has imported the checker.
 * It exports CPython's own functions, its memory, its table, and `load`, the address of the checker's `load`.
 */

import { EngineRefused, guarded, prove } from './guard.js'

/**
 * @param {Record<string, ArrayBuffer>} files - image
 * @param {string} rules - The rules as JSON text
 * @returns {Promise<(request: string) => string>}
 */
export async function start(files, rules) {
  const module = await WebAssembly.compile(files.image)
  let respond = withRules(module, rules)
  const respondAgain = (/** @type {string} */ request) => {
    try {
      return respond(request)
    } catch {
      // A trap leaves the stack pointer where it was: that instance answers nothing more.
      respond = withRules(module, rules)
      return respond(request)
    }
  }
  const guardedRespond = guarded(respondAgain)
  prove(guardedRespond, rules)
  return guardedRespond
}

/**
 * A new instance with these rules in it.
 *
 * @param {WebAssembly.Module} module
 * @param {string} rules
 * @returns {(request: string) => string}
 */
function withRules(module, rules) {
  const python = new Python(module)
  const respond = python.call(python.exports.load.value, rules)
  if (!respond) throw new EngineRefused('the rules do not belong to this checker')
  return (request) => {
    const reply = python.call(respond, request)
    if (!reply) throw new Error('the checker raised an exception')
    return python.take(reply)
  }
}

/** An instance, and the little of CPython's C interface that it takes to call a function with a string. */
class Python {
  /** @param {WebAssembly.Module} module */
  constructor(module) {
    const functions = this.imports()
    const imports = Object.fromEntries(
      WebAssembly.Module.imports(module).map(({ module }) => [module, functions]),
    )
    this.exports = /** @type {any} */ (new WebAssembly.Instance(module, imports).exports)
  }

  get memory() {
    return this.exports.memory.buffer
  }

  /**
   * Call a function of one string; a reference to what it returns, 0 after an exception.
   *
   * @param {number} callable - Address of a Python object
   * @param {string} text
   */
  call(callable, text) {
    const {
      malloc,
      free,
      PyUnicode_FromStringAndSize,
      PyObject_CallOneArg,
      Py_DecRef,
      PyErr_Clear,
    } = this.exports
    const bytes = new TextEncoder().encode(text)
    const at = malloc(bytes.length + 1) >>> 0
    if (!at) return 0
    new Uint8Array(this.memory).set(bytes, at)
    const string = PyUnicode_FromStringAndSize(at, bytes.length)
    free(at)
    const result = string && PyObject_CallOneArg(callable, string)
    if (string) Py_DecRef(string)
    if (!result) PyErr_Clear()
    return result
  }

  /**
   * The text of a Python string, whose reference is given up.
   *
   * @param {number} string
   */
  take(string) {
    const { malloc, free, PyUnicode_AsUTF8AndSize, Py_DecRef } = this.exports
    const size = malloc(4) >>> 0
    const at = PyUnicode_AsUTF8AndSize(string, size) >>> 0
    const text = new TextDecoder().decode(
      new Uint8Array(this.memory, at, new Uint32Array(this.memory, size, 1)[0]),
    )
    free(size)
    Py_DecRef(string)
    return text
  }

  /** What the module still asks of JavaScript. Anything else it could ask for is not reached, and traps. */
  imports() {
    /** @type {Record<string, Function>} */
    const known = {
      _PyEM_TrampolineCall_JS: (/** @type {number} */ slot, /** @type {number[]} */ ...given) =>
        this.exports.table.get(slot)(...given),
      emscripten_resize_heap: (/** @type {number} */ wanted) => this.grow(wanted >>> 0),
      _Py_CheckEmscriptenSignals_Helper: () => 0,
    }
    const missing = (/** @type {string} */ name) => () => {
      throw new Error(`the image called ${name}`)
    }
    return new Proxy(known, { get: (_, name) => known[String(name)] ?? missing(String(name)) })
  }

  /**
   * More memory, by a fifth at least; 0 where the browser has none.
   *
   * @param {number} wanted - bytes
   */
  grow(wanted) {
    const now = this.memory.byteLength
    try {
      this.exports.memory.grow(Math.ceil((Math.max(wanted, now * 1.2) - now) / 65536))
      return 1
    } catch {
      return 0
    }
  }
}
