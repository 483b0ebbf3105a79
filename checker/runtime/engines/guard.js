/** What both engines refuse before Python sees it, and what they must answer before a person may ask. */

/** No person's answers are longer, by far; memory grows to the longest request and stays (characters). */
export const LONGEST_REQUEST = 100_000

/**
 * No person's answers open more brackets. Deeper nesting fills the browser's stack inside Python's own C code, at a depth that differs
 * from browser to browser; and from 794 on the baked image, whose limit for C is lower, would answer otherwise than CPython.
 */
export const MOST_BRACKETS = 750

/** Half of a pair that text is written with in JavaScript: no text, and no engine could encode it. */
const LONE_SURROGATE = /\p{Surrogate}/u

/** Python's own recursion limit, low enough that deep nesting is an error of Python's and never an overflow of the stack. */
export const RECURSION_LIMIT = 400

/** Why an engine does not start: the caller shows the table instead. */
export class EngineRefused extends Error {}

/**
 * The same engine, refusing requests that are too long, too deep or no text.
 *
 * @param {(request: string) => string} respond
 * @returns {(request: string) => string}
 */
export function guarded(respond) {
  return (request) => {
    if (request.length > LONGEST_REQUEST) throw new RangeError('request too long')
    if ((request.match(/[[{]/g)?.length ?? 0) > MOST_BRACKETS)
      throw new RangeError('request nested too deeply')
    if (LONE_SURROGATE.test(request)) throw new RangeError('request is no text')
    return respond(request)
  }
}

/**
 * Refuse an engine that does not answer the rules' own cases as the build did.
 *
 * @param {(request: string) => string} respond
 * @param {string} rules - The rules as JSON text, with their `cases`
 */
export function prove(respond, rules) {
  for (const { request, reply } of JSON.parse(rules).cases ?? []) {
    const given = JSON.stringify(JSON.parse(respond(JSON.stringify(request))))
    if (given !== JSON.stringify(reply))
      throw new EngineRefused('a case of the rules is answered wrongly')
  }
}
