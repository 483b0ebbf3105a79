/** The check on the screen: which place is shown, in which language, and what the buttons do. */

import { button, element, setApart } from './element.js'
import { resultScreen, reviewScreen } from './ending.js'
import { back, beginning, canGoBack, changed, concluded, givenAnswer, withGiven } from './flow.js'
import { loadingBox } from './loading.js'
import { answerOf, isMany, offers, typed } from './options.js'
import { questionScreen } from './question.js'
import { captionAt, questionAt, wordingAt } from './questions.js'
import { resultView, rows } from './summary.js'
import { anyOf } from './words.js'

/** @typedef {import("./flow.js").State} State */
/** @typedef {import("./flow.js").Step} Step */
/** @typedef {import("./question.js").Input} Input */
/** How long a reply may take before a person is told to wait: most are there sooner (milliseconds). */
const PATIENCE = 100

/** A narrow line would break them at a hyphen: phone numbers, and "a-t-elle". */
const UNBROKEN = /(\d+(?:-\d+){2,}|\p{L}+-t-\p{L}+)/u

/** @typedef {{ screen: "question", step: Step, problem?: import("./flow.js").Problem }} QuestionPlace */
/**
 * @typedef {object} Setting
 * @property {Record<string, import("./words.js").Words>} words - By language
 * @property {string} language - To begin with
 * @property {string | undefined} about - The question that decides the wording
 * @property {Promise<import("./flow.js").Ask>} asks - The engine, perhaps still on its way
 * @property {() => void} onFresh - The answers are to be gone
 * @property {(reason: unknown) => void} onFault - The engine is of no more use
 */

/**
 * @param {HTMLElement} $frame
 * @param {Setting} setting
 */
export function makeCheck($frame, { words, language, about, asks, onFresh, onFault }) {
  const loading = loadingBox()
  let isWaiting = false
  /** @type {State | null} */
  let state = null
  /** @type {import("./question.js").QuestionScreen | null} */
  let question = null

  addEventListener('popstate', () => {
    if (!history.state?.armed) goBack()
  })
  asks.then(loading.close, () => {})
  $frame.addEventListener('input', askAhead)
  $frame.replaceChildren(element('p', {}, words[language].theme.starting), loading.$box)

  /** Show another place; its heading gets the focus, or what is wrong there. @param {State} next */
  function go(next) {
    state = next
    draw()
    focus()
    // One entry, armed again after each use: the page around sees how many there are.
    if (canGoBack(next) && !history.state?.armed) history.pushState({ armed: true }, '')
  }

  function focus() {
    const $focus = $frame.querySelector('.error-summary') ?? $frame.querySelector('h1')
    if ($focus instanceof HTMLElement) $focus.focus()
  }

  function goBack() {
    if (state && !isWaiting) go(back(state))
  }

  async function goOn() {
    if (!state || !question || isWaiting) return
    const answer = answerIn(state, question.read())
    isWaiting = true
    // How it looks changes only for who waits: to paint that takes longer than most replies.
    question.$continue.setAttribute('aria-disabled', 'true')
    const waited = setTimeout(sayWait, PATIENCE)
    try {
      const next = await withGiven(state, answer, await asks)
      isWaiting = false
      go(next)
    } catch (reason) {
      onFault(reason)
    } finally {
      clearTimeout(waited)
    }
  }

  /** Ask what the answer leads to while it is being ticked: pressed after that, Continue has the reply. */
  async function askAhead() {
    if (!state || !question || isWaiting) return
    try {
      await withGiven(state, answerIn(state, question.read()), await asks)
    } catch {
      // Told to whoever continues: the same ask has the same fault.
    }
  }

  function sayWait() {
    loading.hold()
    loading.speak(words[language])
    question?.$continue.classList.add('waiting')
  }

  /** Draw the place in the language. @param {Input} [input] - What is in the fields, when it stays */
  function draw(input) {
    if (!state) return
    const spoken = words[language]
    const { place } = state
    question = place.screen === 'question' ? drawnQuestion(state, place, input) : null
    const screen = question ?? drawnEnding(state)
    const { theme } = spoken
    const behind = place.screen === 'result' ? theme.result.change_answers : theme.back
    const $back = canGoBack(state) ? [button('back', [behind], goBack)] : []
    const $screen = screen.$nodes.filter((node) => node !== null)
    document.title = screen.title
    loading.speak(spoken)
    $frame.replaceChildren(...$back, ...$screen, loading.$box)
    setApartNames(spoken)
    if (!isWaiting) return
    question?.$continue.setAttribute('aria-disabled', 'true')
    question?.$continue.classList.add('waiting')
  }

  /** Whoever reads aloud is told of another language; what a hyphen joins stays whole. @param {import("./words.js").Words} spoken */
  function setApartNames({ tag, incident }) {
    const other = Object.values(words).find((one) => one.tag !== tag)
    const names = incident.foreign_names
    if (other && names.length > 0) setApart($frame, anyOf(names), { lang: other.tag })
    setApart($frame, UNBROKEN, { class: 'whole' })
  }

  /** @param {State} on @param {QuestionPlace} place @param {Input} [input] */
  function drawnQuestion(on, { step, problem }, input) {
    const spoken = words[language]
    const person = personIn(on)
    const asked = questionAt(spoken, step)
    const given = input ? answerIn(on, input) : givenAnswer(on)
    const view = {
      ...wordingAt(spoken, step, person),
      caption: captionAt(spoken, step, person),
      offers: offers(asked, spoken.theme, { person, sure: step.question === about }),
      many: isMany(asked),
      months: input ? input.months : typed(asked, given),
      given,
      problem,
      theme: spoken.theme,
    }
    return questionScreen(view, goOn)
  }

  /** @param {State} on */
  function drawnEnding(on) {
    const spoken = words[language]
    const person = personIn(on)
    if (on.place.screen === 'result' && on.result) {
      const view = resultView(on.result, spoken, person)
      return resultScreen(view, spoken.theme, { fresh: onFresh })
    }
    return reviewScreen(rows(on, spoken, person), spoken.theme, {
      change: (step) => go(changed(on, step)),
      conclude: () => go(concluded(on)),
      clear: onFresh,
    })
  }

  /** @param {State} on @param {Input} input */
  function answerIn({ place }, { ticked, months }) {
    if (place.screen !== 'question') throw new Error('check: no question is on the screen')
    return answerOf(questionAt(words[language], place.step), ticked, months)
  }

  /** @param {State} on */
  function personIn({ answers }) {
    return about === undefined ? undefined : answers[about]
  }

  return {
    /** Begin: about whom, which needs no engine; else with what the engine asks first. */
    async begin() {
      if (about !== undefined) return go(beginning({ question: about }))
      const ask = await asks
      const reply = await ask({})
      if ('ask' in reply) go(beginning(reply.ask))
      else onFault(new Error('check: nothing to ask'))
    },
    /** Say everything in another language; answers and fields stay as they are. @param {string} chosen */
    speak(chosen) {
      // The page says the first language when it has given this frame the focus.
      if (chosen === language) return focus()
      const input = question?.read()
      language = chosen
      document.documentElement.lang = words[language].tag
      draw(input)
    },
    /** @param {{ done: number, total: number }} progress - Bytes of the engine that have come */
    receive(progress) {
      loading.receive(progress)
      loading.speak(words[language])
    },
  }
}
