/** Bytes: counted as they come, and refused when they are not those of the build. */

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import test from 'node:test'
import { gzipSync } from 'node:zlib'

import { FileRefused, fetchFiles } from '../../overrides/javascript/bytes.js'

/** @param {string} text */
const bytesOf = (text) => new TextEncoder().encode(text)

/** @param {string} role @param {string} text */
const published = (role, text) => ({
  role,
  url: `https://site.invalid/${role}`,
  size: bytesOf(text).length,
  sha256: createHash('sha256').update(text).digest('hex'),
})

/**
 * A network that gives each file in the chunks listed under its role; null is not found.
 *
 * @param {Record<string, string[] | null>} served
 * @returns {typeof globalThis.fetch}
 */
const network = (served) => async (url) => {
  const chunks = served[new URL(String(url)).pathname.slice(1)]
  if (chunks === null) return new Response('', { status: 404 })
  return new Response(
    new ReadableStream({
      start(body) {
        for (const chunk of chunks) body.enqueue(bytesOf(chunk))
        body.close()
      },
    }),
  )
}

const FILES = [published('wasm', 'first second'), published('image', 'third')]

test('files arrive by role, and every byte is counted', async () => {
  /** @type {number[]} */
  const seen = []
  const fetch = network({ wasm: ['first ', 'second'], image: ['third'] })

  const files = await fetchFiles(FILES, (done, total) => seen.push(done / total), { fetch })

  assert.equal(new TextDecoder().decode(files.wasm), 'first second')
  assert.equal(new TextDecoder().decode(files.image), 'third')
  assert.equal(seen.length, 3)
  assert.deepEqual(seen, [...seen].sort())
  assert.equal(seen.at(-1), 1)
})

/** @type {[string, string[] | null, string][]} */
const REFUSED = [
  ['is not there', null, 'missing'],
  ['ends early', ['first '], 'missing'],
  ['is too long', ['first second', ' more'], 'changed'],
  ['has another byte', ['first sEcond'], 'changed'],
]

for (const [what, wasm, reason] of REFUSED) {
  test(`a file that ${what} is refused`, async () => {
    const fetch = network({ wasm, image: ['third'] })

    await assert.rejects(
      fetchFiles(FILES, () => {}, { fetch }),
      (refusal) => refusal instanceof FileRefused && refusal.reason === reason,
    )
  })
}

test('a network that fails is a missing file', async () => {
  const fetch = () => Promise.reject(new TypeError('offline'))

  await assert.rejects(
    fetchFiles(FILES, () => {}, { fetch }),
    { reason: 'missing' },
  )
})

test('a network that goes quiet is given up', async () => {
  /** @type {typeof globalThis.fetch} */
  const fetch = (_, options) =>
    new Promise((_, reject) => {
      options?.signal?.addEventListener('abort', () => reject(new Error('aborted')))
    })

  await assert.rejects(
    fetchFiles(FILES, () => {}, { fetch, stallLimit: 5 }),
    { reason: 'missing' },
  )
})

test('without HTTPS the browser itself is given the hash to check', async () => {
  /** @type {(string | undefined)[]} */
  const asked = []
  const served = network({ wasm: ['first second'], image: ['third'] })
  /** @type {typeof globalThis.fetch} */
  const fetch = (url, options) => {
    asked.push(options?.integrity)
    return served(url)
  }

  await fetchFiles(FILES, () => {}, { fetch, subtle: null })

  const expected = FILES.map(
    ({ sha256 }) => `sha256-${Buffer.from(sha256, 'hex').toString('base64')}`,
  )
  assert.deepEqual(asked, expected)
})

/** @param {string} text */
const gzipped = (text) => new Uint8Array(gzipSync(bytesOf(text)))

/**
 * A host that stores compressed forms.
 *
 * @param {HeadersInit} headers - Of a compressed form
 * @param {(text: string) => Uint8Array} sent - What the browser gets of it
 */
function store(headers, sent) {
  /** @type {string[]} */
  const asked = []
  /** @type {typeof globalThis.fetch} */
  const fetch = async (url) => {
    asked.push(new URL(String(url)).pathname)
    return new Response(/** @type {BodyInit} */ (sent('first second')), { headers })
  }
  return { asked, fetch }
}

const STORED = [{ ...published('wasm', 'first second'), stored: true }]

test('where the host compresses nothing the stored form is fetched and inflated', async () => {
  const { asked, fetch } = store({}, gzipped)

  const files = await fetchFiles(STORED, () => {}, { fetch, plain: true })

  assert.deepEqual(asked, ['/wasm.gz'])
  assert.equal(new TextDecoder().decode(files.wasm), 'first second')
})

test('a stored form that the browser has inflated already is taken as it is', async () => {
  const { fetch } = store({ 'content-encoding': 'gzip' }, bytesOf)

  const files = await fetchFiles(STORED, () => {}, { fetch, plain: true })

  assert.equal(new TextDecoder().decode(files.wasm), 'first second')
})

test('where the host compresses, or nothing could be checked, the file itself is fetched', async () => {
  for (const browser of [{ plain: false }, { plain: true, subtle: null }]) {
    const { asked, fetch } = store({}, bytesOf)

    await fetchFiles(STORED, () => {}, { fetch, ...browser })

    assert.deepEqual(asked, ['/wasm'])
  }
})

test('a stored form that is no gzip is refused', async () => {
  const { fetch } = store({}, bytesOf)

  await assert.rejects(
    fetchFiles(STORED, () => {}, { fetch, plain: true }),
    { reason: 'missing' },
  )
})
