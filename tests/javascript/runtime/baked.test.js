/** The baked engine's glue over a Python that is played: what it does about traps, exceptions and memory. */

import assert from 'node:assert/strict'
import test, { afterEach, beforeEach } from 'node:test'

import { start } from '../../../checker/runtime/engines/baked.js'

const REAL = {
  Instance: WebAssembly.Instance,
  compile: WebAssembly.compile,
  imports: WebAssembly.Module.imports,
}
const LOAD = 1000
const RESPOND = 2000

/** Each instance that was started, with what it was asked. @type {Played[]} */
let instances = []
/** What the played Python does with a request. @type {(request: string, instance: number) => string} */
let behaviour = (request) => request

/** CPython's functions, as far as the glue calls them: strings live in memory, objects are numbers. */
class Played {
  memory = new WebAssembly.Memory({ initial: 1 })
  load = { value: LOAD }
  table = { get: () => () => 0 }
  /** @type {string[]} */
  strings = []
  next = 8

  malloc = (/** @type {number} */ size) => {
    const at = this.next
    this.next += (size + 15) & ~7
    return at
  }
  free = () => {}
  Py_DecRef = () => {}
  PyErr_Clear = () => {}
  PyUnicode_FromStringAndSize = (/** @type {number} */ at, /** @type {number} */ size) =>
    this.strings.push(new TextDecoder().decode(new Uint8Array(this.memory.buffer, at, size)))
  PyUnicode_AsUTF8AndSize = (/** @type {number} */ string, /** @type {number} */ size) => {
    const bytes = new TextEncoder().encode(this.strings[string - 1])
    const at = this.malloc(bytes.length)
    new Uint8Array(this.memory.buffer).set(bytes, at)
    new DataView(this.memory.buffer).setUint32(size, bytes.length, true)
    return at
  }
  PyObject_CallOneArg = (/** @type {number} */ callable, /** @type {number} */ string) => {
    const text = this.strings[string - 1]
    if (callable === LOAD) return text === 'other rules' ? 0 : RESPOND
    const reply = behaviour(text, instances.indexOf(this))
    return reply === 'exception' ? 0 : this.strings.push(reply)
  }
}

beforeEach(() => {
  instances = []
  behaviour = (request) => request
  Object.assign(WebAssembly, {
    compile: async () => ({}),
    Instance: class {
      exports = new Played()
      constructor() {
        instances.push(this.exports)
      }
    },
  })
  WebAssembly.Module.imports = () => []
})

afterEach(() => {
  Object.assign(WebAssembly, { compile: REAL.compile, Instance: REAL.Instance })
  WebAssembly.Module.imports = REAL.imports
})

const image = new ArrayBuffer(0)

test('a reply comes back as it was given', async () => {
  const respond = await start({ image }, '{}')

  assert.equal(respond('{"né":"🎉"}'), '{"né":"🎉"}')
})

test('rules that the checker cannot read refuse the start', async () => {
  await assert.rejects(start({ image }, 'other rules'), /do not belong/)
})

test('after a trap the instance is thrown away and a new one answers', async () => {
  const respond = await start({ image }, '{}')
  behaviour = (request, instance) => {
    if (instance === 0) throw new WebAssembly.RuntimeError('unreachable')
    return request
  }

  assert.equal(respond('"first"'), '"first"')
  assert.equal(respond('"second"'), '"second"')
  assert.equal(instances.length, 2)
})

test('a request that traps in a new instance as well is the caller’s to know', async () => {
  const respond = await start({ image }, '{}')
  behaviour = () => {
    throw new WebAssembly.RuntimeError('unreachable')
  }

  assert.throws(() => respond('"first"'), WebAssembly.RuntimeError)
})

test('an exception of the checker’s is the caller’s to know', async () => {
  const respond = await start({ image }, '{}')
  behaviour = () => 'exception'

  assert.throws(() => respond('"first"'), /raised an exception/)
})
