/** Every message that page, frame and worker may send each other: a closed list, with a schema each. */

/** @typedef {{ type: "language", language: string }} LanguageMessage */
/** @typedef {{ type: "progress", done: number, total: number }} ProgressMessage - Bytes */
/** @typedef {{ type: "files", files: Record<string, ArrayBuffer> }} FilesMessage - By role */
/** @typedef {LanguageMessage | ProgressMessage | FilesMessage} ToFrame */

/** @typedef {"lock" | "engine"} Refusal - What did not hold, or did not run */
/** @typedef {{ type: "ready" } | { type: "locked" } | { type: "started" } | { type: "fresh" }} PlainToPage */
/** @typedef {{ type: "height", height: number, printed: number }} HeightMessage - CSS pixels, on screen and on a sheet */
/** @typedef {PlainToPage | HeightMessage | { type: "refused", reason: Refusal }} ToPage */

/** @typedef {{ type: "start", files: Record<string, ArrayBuffer>, rules: string }} StartMessage */
/** @typedef {{ type: "ask", id: number, request: string }} AskMessage */
/** @typedef {StartMessage | AskMessage} ToWorker */

/** @typedef {{ type: "reply", id: number, reply: string } | { type: "fault", id: number }} ReplyMessage */
/** @typedef {{ type: "locked" } | { type: "started" } | { type: "failed", reason: Refusal } | ReplyMessage} FromWorker */

/** @typedef {(value: unknown) => boolean} Check */
/** @typedef {Record<string, Record<string, Check>>} Schemas - Checks of a message's fields, by its type */

/** @type {Check} */
const isText = (value) => typeof value === 'string'
/** @type {Check} */
const isCount = (value) => Number.isSafeInteger(value) && Number(value) >= 0
/** @type {Check} */
const isLanguage = (value) => value === 'en' || value === 'fr'
/** @type {Check} */
const isRefusal = (value) => value === 'lock' || value === 'engine'
/** @type {Check} */
const isFiles = (value) =>
  isPlain(value) && Object.values(value).every((file) => file instanceof ArrayBuffer)

/** From the page, which has the network, to the frame, which has the answers. @type {Schemas} */
export const TO_FRAME = {
  language: { language: isLanguage },
  progress: { done: isCount, total: isCount },
  files: { files: isFiles },
}

/** From the frame to the page: nothing here depends on an answer but the height. @type {Schemas} */
export const TO_PAGE = {
  ready: {},
  locked: {},
  started: {},
  refused: { reason: isRefusal },
  height: { height: isCount, printed: isCount },
  fresh: {},
}

/** From the frame to its worker. @type {Schemas} */
export const TO_WORKER = {
  start: { files: isFiles, rules: isText },
  ask: { id: isCount, request: isText },
}

/** From the worker to its frame. @type {Schemas} */
export const FROM_WORKER = {
  locked: {},
  started: {},
  failed: { reason: isRefusal },
  reply: { id: isCount, reply: isText },
  fault: { id: isCount },
}

/** The message in `data` when the list to the frame has it, else null. @type {(data: unknown) => ToFrame | null} */
export const readByFrame = (data) => /** @type {ToFrame | null} */ (listed(TO_FRAME, data))
/** @type {(data: unknown) => ToPage | null} */
export const readByPage = (data) => /** @type {ToPage | null} */ (listed(TO_PAGE, data))
/** @type {(data: unknown) => ToWorker | null} */
export const readByWorker = (data) => /** @type {ToWorker | null} */ (listed(TO_WORKER, data))
/** @type {(data: unknown) => FromWorker | null} */
export const readFromWorker = (data) => /** @type {FromWorker | null} */ (listed(FROM_WORKER, data))

/**
 * `data` itself when it is a message of this list, whole and with nothing more in it, else null.
 *
 * @param {Schemas} schemas
 * @param {unknown} data
 */
function listed(schemas, data) {
  if (!isPlain(data) || typeof data.type !== 'string') return null
  if (!Object.hasOwn(schemas, data.type)) return null
  const { type, ...fields } = data
  const schema = schemas[type]
  const sameNames = Object.keys(fields).sort().join() === Object.keys(schema).sort().join()
  const valid = sameNames && Object.entries(fields).every(([name, value]) => schema[name](value))
  return valid ? data : null
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
function isPlain(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
