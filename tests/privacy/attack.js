// What hostile code in the frame or the worker has at hand. CHANNELS and WAVES are put in by hostile.py.

/** Small tools of the channels. */
// biome-ignore lint/correctness/noUnusedVariables: hostile.py joins this with what uses it
const page = {
  add(name, attributes, text = '', $where = document.body) {
    const $element = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) $element.setAttribute(key, value)
    $element.textContent = text
    $where.append($element)
    return $element
  },
  head: (name, attributes) => page.add(name, attributes, '', document.head),
  html(text) {
    const $part = page.add('div', {})
    $part.innerHTML = text
    return $part
  },
  blob: (text) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' })),
  call(Connection, server) {
    const connection = new Connection({ iceServers: [server] })
    connection.createDataChannel('x')
    connection.createOffer().then((offer) => connection.setLocalDescription(offer))
  },
}

/** Everything kept from the time before the frame's policy, by channel. */
const kept = {}

/** Do what must be done before the frame's policy stands. */
// biome-ignore lint/correctness/noUnusedVariables: hostile.py joins this with what uses it
function begin() {
  for (const [name, { early }] of Object.entries(CHANNELS)) {
    const to = WAVES.flat().find((one) => one.channel === name)?.to
    if (!early || !to) continue
    try {
      kept[name] = early(to)
    } catch {}
  }
}

/** Send an answer over every channel of a wave; none waits for another. */
// biome-ignore lint/correctness/noUnusedVariables: hostile.py joins this with what uses it
function attack(wave, text) {
  const answer = text
    .trim()
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .slice(0, 20)
  for (const { channel, to } of WAVES[wave] ?? []) {
    const spelled = JSON.parse(JSON.stringify(to).replaceAll('ANSWER', answer))
    CHANNELS[channel].run(spelled, answer, kept[channel]).catch(() => {})
  }
}
