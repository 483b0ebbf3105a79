/** The baked engine on the page's own thread: starts it, and answers once. */

import { start } from 'engine'

run()

async function run() {
  const image = await (await fetch('image.wasm')).arrayBuffer()
  globalThis.respond = await start({ image }, document.querySelector('#rules').textContent)
  document.querySelector('#answer').textContent = globalThis.respond('{"answers":{}}')
}
