/** Starts Pyodide in a worker, as its documentation does, and answers once. */

importScripts('pyodide.js')

const loading = loadPyodide()

self.onmessage = async ({ data }) => {
  const python = await loading
  python.runPython(data)
  self.respond = python.globals.get('respond')
  self.postMessage(self.respond('2012'))
}
