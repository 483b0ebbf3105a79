/** Fetches the files of the check: received bytes are counted, and nothing is used that the build did not make. */

/** @typedef {{ role: string, url: string, size: number, sha256: string, stored?: boolean }} File - Size in bytes, SHA-256 in hex, both as the build published them; `stored`: a compressed form, .gz, lies beside it */
/** @typedef {(done: number, total: number) => void} Progress - Bytes received, bytes known */

/** @typedef {{ fetch: typeof globalThis.fetch, subtle: SubtleCrypto | null, plain: boolean, stallLimit: number }} Browser - What is asked of the browser; `plain`: its host compresses nothing */

/** How long nothing may arrive before the fetch is given up (milliseconds). */
const STALL_LIMIT = 30_000

/** A file did not arrive, or not as it was published. */
export class FileRefused extends Error {
  /**
   * @param {"missing" | "changed"} reason
   * @param {string} role
   */
  constructor(reason, role) {
    super(`file '${role}' is ${reason}`)
    this.reason = reason
  }
}

/**
 * The bytes of all files, by role, in the form in which the build published them.
 *
 * @param {File[]} files
 * @param {Progress} progress - Called as bytes arrive
 * @param {Partial<Browser>} [browser] - Without `subtle` the browser itself checks, as it does where there is no HTTPS
 * @returns {Promise<Record<string, ArrayBuffer>>}
 * @throws {FileRefused}
 */
export async function fetchFiles(files, progress, browser = {}) {
  const {
    fetch = globalThis.fetch,
    subtle = globalThis.crypto?.subtle ?? null,
    plain = cameUncompressed(),
    stallLimit = STALL_LIMIT,
  } = browser
  const stop = new AbortController()
  const watch = stallWatch(() => stop.abort(), stallLimit)
  const count = counter(files, (done, total) => {
    watch.reset()
    progress(done, total)
  })
  try {
    return Object.fromEntries(
      await Promise.all(
        files.map(async (file) => [
          file.role,
          await fetchFile(file, { fetch, subtle, plain, count, signal: stop.signal }),
        ]),
      ),
    )
  } finally {
    stop.abort()
    watch.end()
  }
}

/**
 * @param {File} file
 * @param {Asked & { count: (bytes: number) => void }} browser
 * @returns {Promise<ArrayBuffer>}
 */
async function fetchFile(file, { count, ...asked }) {
  // One of the two, never one after the other: the page gives up its network once it has asked.
  const body = await (isStoredBetter(file, asked) ? storedBody : ownBody)(file, asked)
  if (!body) throw new FileRefused('missing', file.role)
  const bytes = await received(body, file, count)
  const { subtle } = asked
  if (subtle && hex(await subtle.digest('SHA-256', bytes)) !== file.sha256)
    throw new FileRefused('changed', file.role)
  return bytes
}

/** @typedef {Omit<Browser, "stallLimit"> & { signal: AbortSignal }} Asked */

/**
 * The file as the host sends it.
 *
 * @param {File} file
 * @param {Asked} asked
 */
async function ownBody({ url, sha256 }, { fetch, subtle, signal }) {
  // Without HTTPS there is no crypto.subtle: the browser then checks by itself, and gives all bytes at once.
  const integrity = subtle ? '' : `sha256-${base64(sha256)}`
  return bodyOf(fetch(url, { signal, integrity, referrerPolicy: 'no-referrer' }))
}

/** Whether the compressed form saves anything here, and can be checked. @param {File} file @param {Asked} asked */
function isStoredBetter({ stored }, { subtle, plain }) {
  return stored === true && plain && subtle !== null && 'DecompressionStream' in globalThis
}

/**
 * The compressed form that lies beside the file, inflated here.
 *
 * @param {File} file
 * @param {Asked} asked
 */
async function storedBody({ url }, { fetch, signal }) {
  const asking = fetch(`${url}.gz`, { signal, referrerPolicy: 'no-referrer' })
  const body = await bodyOf(asking)
  // Some hosts say of a stored .gz that it is encoded: then the browser has inflated it already.
  const isInflated = body && (await asking).headers.has('content-encoding')
  return body && !isInflated ? body.pipeThrough(new DecompressionStream('gzip')) : body
}

/** @param {Promise<Response>} asking @returns {Promise<ReadableStream<Uint8Array<ArrayBuffer>> | null>} */
async function bodyOf(asking) {
  const response = await asking.catch(() => null)
  return response?.ok ? response.body : null
}

/** Whether this page came as it is stored: its host will send other files so too. */
function cameUncompressed() {
  const [page] = globalThis.performance.getEntriesByType('navigation')
  if (!page) return false
  const { encodedBodySize, decodedBodySize } = /** @type {PerformanceNavigationTiming} */ (page)
  return encodedBodySize >= decodedBodySize
}

/**
 * @param {ReadableStream<Uint8Array>} body
 * @param {File} file
 * @param {(bytes: number) => void} count
 * @returns {Promise<ArrayBuffer>}
 */
async function received(body, { role, size }, count) {
  const bytes = new Uint8Array(size)
  const reader = body.getReader()
  let end = 0
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new FileRefused('missing', role)
    })
    if (done) break
    if (end + value.length > size) throw new FileRefused('changed', role)
    bytes.set(value, end)
    end += value.length
    count(value.length)
  }
  if (end < size) throw new FileRefused('missing', role)
  return bytes.buffer
}

/**
 * @param {File[]} files
 * @param {Progress} progress
 * @returns {(bytes: number) => void}
 */
function counter(files, progress) {
  const total = files.reduce((sum, { size }) => sum + size, 0)
  let done = 0
  return (bytes) => {
    done += bytes
    progress(done, total)
  }
}

/**
 * @param {() => void} onStall
 * @param {number} limit - Milliseconds
 */
function stallWatch(onStall, limit) {
  let isOver = false
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  function reset() {
    clearTimeout(timer)
    if (!isOver) timer = setTimeout(onStall, limit)
  }
  function end() {
    isOver = true
    clearTimeout(timer)
  }
  reset()
  return { reset, end }
}

/** @param {ArrayBuffer} bytes */
function hex(bytes) {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** @param {string} hex */
function base64(hex) {
  return btoa(String.fromCharCode(...(hex.match(/../g) ?? []).map((pair) => parseInt(pair, 16))))
}
