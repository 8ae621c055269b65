/** Tells whether a text matches a pattern, in time that grows with the text alone. */
import { Err, Ok, type Result } from '../../primitives/result.ts'
import { type Automaton, automatonOf, type Situation } from './machine/automaton.ts'
import { buildNfa } from './machine/nfa.ts'
import { parsePattern } from './parse/parse-pattern.ts'
import { outcomes } from './machine/reach.ts'
import { type PatternRefusal, PatternRefusedError } from './parse/pattern-refusal.ts'
import type { PatternNode } from './parse/syntax-tree.ts'

/** The longest subject, in characters (code points). A longer one matches nothing. */
export const longestSubject = 1024

/**
 * Prepares a pattern: the syntax and meaning of `new RegExp(source, 'u')`, as far as it is accepted.
 *
 * Accepted is what `parsePattern` reads; anything else is refused with its position and the reason.
 */
export function compilePattern(source: string): Result<Pattern, PatternRefusal> {
  try {
    const tree = parsePattern(source)
    return Ok(new Pattern(source, tree))
  } catch (error) {
    if (!(error instanceof PatternRefusedError)) throw error
    return Err({ position: error.position, reason: error.message })
  }
}

/** The states that are kept before all are forgotten; and how often that is worth while. */
const mostStates = 512
const mostFlushes = 2

/** The new states that one subject may lead to: finding one costs as much as some twenty steps without. */
const mostNewStates = 64

/** Answers that need no further look at the subject; numbers of states begin behind them. */
const unknown = 0
const matched = 1
const hopeless = 2
const firstState = 3

/**
 * A pattern at work. It reads a subject in one of two modes:
 *
 * - *recalling*: each set of places that a subject led to is kept as a numbered state with a row of
 *   successors, filled in when first needed (a lazy automaton). At 512 states all are forgotten.
 * - *stepping*: the set is worked out anew for every character, in two buffers. So ends a subject that led
 *   to 64 new states; so begins every subject once all was forgotten three times.
 *
 * Both take a bounded number of steps for a character, whatever the pattern, and a pattern made to have
 * endless states gets no memory for them. Synchronous, not re-entrant.
 */
export class Pattern {
  readonly source: string
  readonly tree: PatternNode
  readonly #automaton: Automaton
  readonly #states = new Map<string, number>()
  #situations: Situation[] = []
  #successors = new Int16Array(0)
  #flushes = 0
  #explored = 0

  /** Call `compilePattern`. @throws PatternRefusedError when the pattern is too large. */
  constructor(source: string, tree: PatternNode) {
    this.source = source
    this.tree = tree
    this.#automaton = automatonOf(buildNfa(tree))
    this.#forget()
  }

  /** Tells whether some part of the subject matches. A subject over 1,024 characters never does. */
  test(subject: string): boolean {
    if (subject.length > longestSubject && isTooLong(subject)) return false

    const { start } = this.#automaton
    if (hasMatched(start)) return true
    return this.#flushes > mostFlushes ? this.#step(subject, 0, start) : this.#recall(subject)
  }

  #recall(subject: string): boolean {
    const { alphabet } = this.#automaton
    const budget = this.#explored + mostNewStates
    let state = firstState
    for (let index = 0; index < subject.length; index++) {
      const unit = subject.charCodeAt(index)
      let kind = alphabet.ascii[unit]
      if (kind === undefined) {
        const codePoint = subject.codePointAt(index) ?? unit
        if (codePoint > 0xffff) index += 1
        kind = alphabet.kindOf(codePoint)
      }

      const next = this.#successors[(state - firstState) * alphabet.size + kind] ?? unknown
      state = next === unknown ? this.#explore(state, kind) : next
      if (state < firstState) return state === matched
      if (this.#explored > budget) return this.#step(subject, index + 1, this.#situationOf(state))
    }
    return matchesAtEnd(this.#situationOf(state))
  }

  #situationOf(state: number): Situation {
    return this.#situations[state - firstState] ?? this.#automaton.start
  }

  #explore(state: number, kind: number): number {
    const { words, alphabet } = this.#automaton
    this.#explored += 1
    const from = this.#situationOf(state)
    const places = new Uint32Array(words)
    const outcome = advance(this.#automaton, { from: from.places, kind, into: places })
    const next = this.#numberOf({ places, outcome })
    // Forgetting gives the old number to another state: then there is no row to fill in.
    if (this.#situations[state - firstState] === from) {
      this.#successors[(state - firstState) * alphabet.size + kind] = next
    }
    return next
  }

  #numberOf(situation: Situation): number {
    if (hasMatched(situation)) return matched
    const isDead = situation.outcome === 0 && situation.places.every((word) => word === 0)
    if (isDead) return hopeless

    const key = `${situation.outcome} ${situation.places.join()}`
    const known = this.#states.get(key)
    if (known !== undefined) return known

    if (this.#situations.length === mostStates) this.#forget()
    return this.#remember(key, situation)
  }

  #remember(key: string, situation: Situation): number {
    const number = this.#situations.push(situation) - 1 + firstState
    this.#states.set(key, number)
    const needed = this.#situations.length * this.#automaton.alphabet.size
    if (needed > this.#successors.length) {
      const grown = new Int16Array(needed * 2)
      grown.set(this.#successors)
      this.#successors = grown
    }
    return number
  }

  #forget(): void {
    if (this.#situations.length > 0) this.#flushes += 1
    this.#states.clear()
    this.#situations = []
    this.#successors = new Int16Array(0)
    this.#remember('start', this.#automaton.start)
  }

  #step(subject: string, start: number, situation: Situation): boolean {
    const { alphabet, words } = this.#automaton
    let { places: from, outcome } = situation
    let [into, spare] = [new Uint32Array(words), new Uint32Array(words)]
    for (let index = start; index < subject.length; index++) {
      const codePoint = subject.codePointAt(index) ?? 0
      if (codePoint > 0xffff) index += 1
      outcome = advance(this.#automaton, { from, kind: alphabet.kindOf(codePoint), into })
      if ((outcome & outcomes.matched) !== 0) return true

      from = into
      ;[into, spare] = [spare, into]
    }
    return outcome !== 0
  }
}

interface Step {
  readonly from: Uint32Array
  readonly kind: number
  /** Overwritten with the places behind the character. */
  readonly into: Uint32Array
}

/** Takes one step, and tells the outcomes behind it. */
function advance(
  { takers, behind, anywhere, words }: Automaton,
  { from, kind, into }: Step,
): number {
  const taking = takers[kind]
  let { outcome } = anywhere
  into.set(anywhere.places)
  for (let word = 0; word < words; word++) {
    let places = ((from[word] ?? 0) & (taking?.[word] ?? 0)) >>> 0
    for (let four = word * 8; places !== 0; four++, places >>>= 4) {
      const entry = four * 16 + (places & 15)
      outcome |= behind.outcomes[entry] ?? 0
      for (let index = 0; index < words; index++) {
        into[index] = (into[index] ?? 0) | (behind.places[entry * words + index] ?? 0)
      }
    }
  }
  return outcome
}

function hasMatched({ outcome }: Situation): boolean {
  return (outcome & outcomes.matched) !== 0
}

function matchesAtEnd({ outcome }: Situation): boolean {
  return outcome !== 0
}

function isTooLong(subject: string): boolean {
  if (subject.length > longestSubject * 2) return true

  let characters = 0
  for (const _character of subject) characters += 1
  return characters > longestSubject
}
