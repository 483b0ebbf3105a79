// Hostile code in the worker: sends on the first answer that it is asked about.

let isAsked = false
addEventListener('message', ({ data }) => {
  if (data?.type !== 'ask' || isAsked) return
  isAsked = true
  attack(0, Object.values(JSON.parse(data.request).answers)[0])
})
