/** The tiny checker of checker.py in plain JavaScript: what no Python can be faster than. */

const WINDOWS = [
  ['births', 2010 * 12 + 4, 2023 * 12 + 5],
  ['pregnancies', 2012 * 12 + 1, 2023 * 12 + 5],
  ['fertility care', 2013 * 12 + 1, 2023 * 12 + 5],
]

/** Whether what happened once between two months happened in the window, or maybe. */
function within(first, last, opens, closes) {
  if (last < opens || closes < first) return 'no'
  return opens <= first && last <= closes ? 'yes' : 'maybe'
}

/** `2012` or `2012-04` -> `births yes, pregnancies yes, fertility care no`. */
globalThis.respond = (when) => {
  const year = Number(when.slice(0, 4)) * 12
  const [first, last] =
    when.length > 4
      ? [year + Number(when.slice(5)), year + Number(when.slice(5))]
      : [year + 1, year + 12]
  return WINDOWS.map(
    ([name, opens, closes]) => `${name} ${within(first, last, opens, closes)}`,
  ).join(', ')
}
