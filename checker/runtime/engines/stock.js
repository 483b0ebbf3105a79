/**
 * Starts Pyodide as it comes, in a classic worker without network, and the checker in it.
 *
 * pyodide.asm.js and pyodide.js are part of the worker's own source and have run before this:
 * they leave `_createPyodideModule` and `loadPyodide` behind. See RuntimeFile in model.py.
 */

import { EngineRefused, guarded, prove, RECURSION_LIMIT } from './guard.js'

/** Where Pyodide believes that its files are. Nothing is ever fetched from there. */
const NOWHERE = 'https://runtime.invalid/'

/**
 * @param {Record<string, ArrayBuffer>} files - wasm, stdlib, lock, checker
 * @param {string} rules - The rules as JSON text
 * @returns {Promise<(request: string) => string>}
 */
export async function start(files, rules) {
  const python = await withoutNetwork(files, () =>
    /** @type {any} */ (globalThis).loadPyodide({
      indexURL: NOWHERE,
      lockFileContents: text(files.lock),
    }),
  )
  const respond = guarded(withChecker(python, files.checker, rules))
  prove(respond, rules)
  return respond
}

/**
 * The checker with these rules in it; rules that it cannot read refuse the start.
 *
 * @param {any} python - What loadPyodide gave
 * @param {ArrayBuffer} checker - The zip file of its bytecode
 * @param {string} rules
 * @returns {(request: string) => string}
 */
export function withChecker(python, checker, rules) {
  python.FS.writeFile('/checker.zip', new Uint8Array(checker))
  const sys = python.pyimport('sys')
  sys.path.insert(0, '/checker.zip')
  const { load } = python.pyimport('eligibility')
  sys.setrecursionlimit(RECURSION_LIMIT)
  try {
    return load(rules)
  } catch (error) {
    throw new EngineRefused('the rules do not belong to this checker', { cause: error })
  }
}

/**
 * Do something while `fetch` answers from memory: Pyodide asks it for its wasm and its standard library.
 *
 * @template T
 * @param {Record<string, ArrayBuffer>} files
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withoutNetwork(files, work) {
  /** @type {Record<string, () => Response>} */
  const answers = {
    [`${NOWHERE}pyodide.asm.wasm`]: () =>
      new Response(files.wasm, { headers: { 'Content-Type': 'application/wasm' } }),
    [`${NOWHERE}python_stdlib.zip`]: () => new Response(files.stdlib),
  }
  const real = globalThis.fetch
  globalThis.fetch = async (address) => {
    const answer = answers[String(address)]
    if (!answer) throw new TypeError(`stock engine: fetch of ${address}`)
    return answer()
  }
  try {
    return await work()
  } finally {
    globalThis.fetch = real
  }
}

/** The text of a file. */
function text(/** @type {ArrayBuffer} */ file) {
  return new TextDecoder().decode(file)
}
