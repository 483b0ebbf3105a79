// A page that looks for the answer wherever the frame may have left it, and forwards what it is told.

const seen = new Set()

function look(text) {
  for (const [found] of String(text).matchAll(/[a-z-]+\.t\d+/g)) seen.add(found)
  document.documentElement.dataset.seen = [...seen].join(' ')
}

const places = [
  () => document.cookie,
  () => document.title,
  () => Object.values(localStorage),
  () => Object.values(sessionStorage),
  () => JSON.stringify(performance.getEntries().map(({ name }) => name)),
  () => frames[0].name,
  () => frames[0].location.hash,
  () => frames[0].document.title,
  () =>
    frames[0].performance
      .getEntries()
      .map(({ name }) => name)
      .join(' '),
  () => document.querySelector('iframe').contentDocument.title,
  async () => (await indexedDB.databases()).map(({ name }) => name),
  async () => (await caches.keys()).join(' '),
  async () => (await navigator.locks.query()).held.map(({ name }) => name),
  async () => Array.fromAsync((await navigator.storage.getDirectory()).keys()),
]

setInterval(() => {
  for (const place of places) new Promise((resolve) => resolve(place())).then(look, () => {})
}, 250)
new BroadcastChannel('hostile').onmessage = ({ data }) => look(data)
addEventListener('error', ({ message }) => look(message))
addEventListener('message', ({ data }) => {
  if (data?.forward) fetch(data.forward).catch(() => {})
})
