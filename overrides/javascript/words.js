/** Finds the words for a person: by whom the answers are about, with places filled in. */

/** @typedef {string | Record<string, string>} Worded - One text, or one for each person that the answers may be about */
/** @typedef {{ answer: string, words: Worded }} Option */
/**
 * @typedef {object} Field
 * @property {"choice" | "choices" | "period"} kind
 * @property {"bands" | "month"} [ask] - How a period is asked for
 * @property {boolean} [lasting] - A period from .. to
 * @property {Worded} legend
 * @property {Worded} [hint]
 * @property {Worded} [note]
 * @property {Worded} label
 * @property {Worded} [settle]
 * @property {Option[]} [options]
 * @property {Worded} [none]
 */
/** @typedef {Omit<Field, "kind"> & { kind: "events", another: Worded, another_hint?: Worded, fields: Record<string, Field> }} EventsQuestion */
/** @typedef {Field | EventsQuestion} Question */
/**
 * @typedef {object} IncidentWords
 * @property {string} title
 * @property {string} as_of
 * @property {Record<string, Question>} questions
 * @property {Record<string, { name: Worded, reason: Worded, maybe: Worded, note?: Worded }>} cohorts
 * @property {Record<string, { title: Worded, text: Worded }>} outcomes
 * @property {{ label: string, kinds: { kind: string, label: string }[] }[]} data
 * @property {Worded[]} next_steps
 * @property {Worded} [support]
 * @property {string[]} foreign_names - In the other language, the longest first
 */
/** @typedef {{ tag: string, theme: any, check: any, incident: IncidentWords }} Words - Of one language; theme and check are `frame` and `check` of overrides/words/LANG.yml */
/** @typedef {string | undefined} Person - The answer to the question that decides the wording */

/**
 * The text for this person; before it is known, the first.
 *
 * @param {Worded} worded
 * @param {Person} person
 * @returns {string}
 */
export function wordsFor(worded, person) {
  if (typeof worded === 'string') return worded
  return worded[person ?? Object.keys(worded)[0]]
}

/**
 * @param {string} text - With places such as {number}
 * @param {Record<string, string | number>} values
 */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place))
}

/**
 * Millions of bytes, with one decimal. The browser's own way, `toLocaleString`, takes 17 ms the first time.
 *
 * @param {number} bytes
 * @param {string} mark - Stands before the decimal
 */
export function megabytes(bytes, mark) {
  return (bytes / 1e6).toFixed(1).replace('.', mark)
}

/** A phrase that stands alone. @param {string} phrase */
export function capitalised(phrase) {
  return phrase.charAt(0).toUpperCase() + phrase.slice(1)
}

/** What finds any of these names, whole. @param {string[]} names */
export function anyOf(names) {
  const literal = names.map((name) => name.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'))
  return new RegExp(`(${literal.join('|')})`)
}
