/** Makes elements, with text as text: no markup is ever read from a string. */

/** @typedef {Record<string, string | number | boolean>} Attributes - true stands by itself, false is left out */

/**
 * An element with these attributes and children; null is no child.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const $element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) $element.setAttribute(name, value === true ? '' : String(value))
  }
  $element.append(...children.filter((child) => child !== null))
  return $element
}

/**
 * A button: everything that can be pressed here is one, as a link would leave the frame.
 *
 * @param {string} look - Its classes
 * @param {(Node | string)[]} children
 * @param {() => void} onPress
 */
export function button(look, children, onPress) {
  const $button = element('button', { type: 'button', class: look }, ...children)
  $button.addEventListener('click', onPress)
  return $button
}

/** A paragraph, or nothing where there is nothing to say. @param {string} text @param {Attributes} [attributes] */
export function paragraph(text, attributes = {}) {
  return text === '' ? null : element('p', attributes, text)
}

/**
 * Put each match in the texts of `$root` into an element of its own.
 *
 * @param {HTMLElement} $root
 * @param {RegExp} pattern - All of it in one group
 * @param {Attributes} attributes
 */
export function setApart($root, pattern, attributes) {
  const walker = document.createTreeWalker($root, NodeFilter.SHOW_TEXT)
  /** @type {Text[]} */
  const $texts = []
  while (walker.nextNode()) $texts.push(/** @type {Text} */ (walker.currentNode))
  for (const $text of $texts) {
    const parts = $text.data.split(pattern)
    if (parts.length === 1) continue
    $text.replaceWith(
      ...parts.map((part, place) => (place % 2 === 1 ? element('span', attributes, part) : part)),
    )
  }
}

/** Words for screen readers alone. @param {string} text */
export function unseen(text) {
  return element('span', { class: 'visually-hidden' }, text)
}
