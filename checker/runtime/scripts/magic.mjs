// @ts-nocheck -- replaces globals of Node and of Pyodide's glue, which have no types
// node magic.mjs PYODIDE_DIR : prints, as hex, the magic number of the bytecode that this Pyodide's interpreter reads.
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const folder = path.resolve(process.argv[2]) + path.sep
const { loadPyodide } = await import(pathToFileURL(`${folder}pyodide.mjs`).href)
const python = await loadPyodide({ indexURL: folder })
console.log(python.runPython('import importlib.util; importlib.util.MAGIC_NUMBER.hex()'))
process.exit(0)
