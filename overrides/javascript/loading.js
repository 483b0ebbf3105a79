/** Draws how much of the check has come, and says so aloud only to who waits for it. */

import { element } from './element.js'
import { filled, megabytes } from './words.js'

/** @typedef {import("./words.js").Words} Words */

/** A box that stands under the question until the engine has started. */
export function loadingBox() {
  const $progress = element('progress', { max: 1, value: 0 })
  const $amount = element('p')
  const $status = element('p', { role: 'status' })
  const $box = element('div', { class: 'loading' }, $progress, $amount, $status)
  let amount = { done: 0, total: 0 }
  let isAwaited = false
  let isClosed = false

  /** Say it in this language. @param {Words} words */
  function speak({ check, theme }) {
    if (isClosed) return
    const done = megabytes(amount.done, check.decimal_mark)
    const total = megabytes(amount.total, check.decimal_mark)
    $progress.setAttribute('aria-label', check.progress_label)
    $amount.textContent = amount.total > 0 ? filled(check.progress, { done, total }) : ''
    $status.textContent = isAwaited ? theme.preparing : ''
  }

  return {
    $box,
    speak,
    /** @param {{ done: number, total: number }} progress - Bytes */
    receive(progress) {
      amount = progress
      $progress.value = progress.total > 0 ? progress.done / progress.total : 0
    },
    /** Someone waits. */
    hold() {
      isAwaited = true
    },
    /** There is nothing to wait for any more. */
    close() {
      isClosed = true
      $box.hidden = true
    },
  }
}
