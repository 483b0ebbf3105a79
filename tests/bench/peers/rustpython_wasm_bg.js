/** Stands for the module that RustPython's glue imports, and that bundlers alone can load: its exports, once it has come. */

/** What the glue calls. */
export let wasm = null

/** Load the module as it comes over the wire, with the glue's functions for it to call. */
export async function load(glue) {
  const imports = { './rustpython_wasm': glue }
  const { instance } = await WebAssembly.instantiateStreaming(
    fetch('rustpython_wasm_bg.wasm'),
    imports,
  )
  wasm = instance.exports
  wasm.__wbindgen_start?.()
}
