// Starts the site's own worker outside its frame, so that a test can ask it anything.
window.openEngine = async (checkPage) => {
  const read = async (address) =>
    new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html')
  const json = ($document, id) => JSON.parse($document.getElementById(id).textContent)
  const page = json(await read(checkPage), 'self-check-data')
  const frame = json(new DOMParser().parseFromString(page.frame, 'text/html'), 'frame-data')
  const files = {}
  for (const { role, url } of page.files) {
    files[role] = await (await fetch(new URL(url, new URL(checkPage, location)))).arrayBuffer()
  }

  // The worker proves that it is locked in, as it must: so lock it in.
  const $policy = document.createElement('meta')
  $policy.httpEquiv = 'Content-Security-Policy'
  $policy.content = "connect-src 'none'"
  document.head.append($policy)

  const parts = frame.scripts.flatMap((role) => [files[role], '\n'])
  const worker = new Worker(URL.createObjectURL(new Blob([...parts, frame.worker])))
  const waiting = new Map()
  const started = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if (data.type === 'started') resolve()
      if (data.type === 'failed') reject(new Error(data.reason))
      waiting.get(data.id)?.(data.type === 'reply' ? data.reply : data.type)
    }
  })
  const handed = Object.fromEntries(
    Object.entries(files).filter(([role]) => !frame.scripts.includes(role)),
  )
  worker.postMessage({ type: 'start', files: handed, rules: frame.rules })
  await started
  return (requests) =>
    Promise.all(
      requests.map(
        (request, id) =>
          new Promise((resolve) => {
            waiting.set(id, resolve)
            worker.postMessage({ type: 'ask', id, request })
          }),
      ),
    )
}
