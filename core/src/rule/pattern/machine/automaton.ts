/** A pattern's machine as tables of bits: one bit for each place in the pattern that takes a character. */
import { type Alphabet, alphabetOf } from './alphabet.ts'
import type { CharacterSet } from '../parse/character-set.ts'
import type { Nfa } from './nfa.ts'
import { type Reach, reachOf } from './reach.ts'

/** Where a reader of a subject may stand: the places that may take the next character, and `outcomes`. */
export interface Situation {
  readonly places: Uint32Array
  readonly outcome: number
}

/**
 * What places lead to, four of them at a time: for each four, and for each choice among them (a number from
 * 0 to 15), a set of places and the outcomes. A step so looks at 64 choices at most, whatever the pattern.
 */
export interface Successors {
  readonly places: Uint32Array
  readonly outcomes: Uint8Array
}

/** The tables. All are made once and never change. */
export interface Automaton {
  readonly alphabet: Alphabet
  /** 32-bit words in a set of places. */
  readonly words: number
  /** Before the first character. */
  readonly start: Situation
  /** What is added behind each character, since a match may begin anywhere. */
  readonly anywhere: Situation
  /** For each kind of character, the places that take it. */
  readonly takers: readonly Uint32Array[]
  readonly behind: Successors
}

/** Works the tables out. */
export function automatonOf(nfa: Nfa): Automaton {
  const takes = nfa.states.flatMap(({ takes: set }) => (set ? [set] : []))
  const alphabet = alphabetOf([...new Set(takes)])
  const [within, atStart] = [reachOf(nfa, false), reachOf(nfa, true)]
  return {
    alphabet,
    words: within.words,
    start: situationOf(atStart, nfa.first),
    anywhere: situationOf(within, nfa.first),
    takers: takersOf(alphabet, takes, within.words),
    behind: successorsOf(nfa, within),
  }
}

function situationOf({ words, places, outcomes: known }: Reach, state: number): Situation {
  return {
    places: places.slice(state * words, (state + 1) * words),
    outcome: known[state] ?? 0,
  }
}

function takersOf(
  alphabet: Alphabet,
  sets: readonly CharacterSet[],
  words: number,
): readonly Uint32Array[] {
  const takers = Array.from({ length: alphabet.size }, () => new Uint32Array(words))
  const kindsIn = new Map([...new Set(sets)].map((set) => [set, alphabet.kindsIn(set)]))
  for (const [place, set] of sets.entries()) {
    for (const kind of kindsIn.get(set) ?? []) mark(takers[kind] ?? new Uint32Array(words), place)
  }
  return takers
}

/** Puts a place into a set of places. */
function mark(places: Uint32Array, place: number): void {
  const word = place >>> 5
  places[word] = (places[word] ?? 0) | (1 << (place & 31))
}

function successorsOf({ states }: Nfa, reach: Reach): Successors {
  const { words } = reach
  const next = states.flatMap(({ takes, to: [behind = 0] }) => (takes ? [behind] : []))
  const entries = words * 8 * 16
  const table = { places: new Uint32Array(entries * words), outcomes: new Uint8Array(entries) }
  for (let entry = 0; entry < entries; entry++) {
    const choice = entry & 15
    if (choice === 0) continue

    // The greatest of the four, and the choice of the others, which is known already.
    const greatest = 31 - Math.clz32(choice)
    const state = next[(entry >>> 4) * 4 + greatest]
    const others = entry - (1 << greatest)
    join(table, entry, { table, at: others })
    if (state !== undefined) join(table, entry, { table: reach, at: state })
  }
  return table
}

interface Addition {
  readonly table: Successors
  readonly at: number
}

function join(table: Successors, entry: number, { table: from, at }: Addition): void {
  const words = table.places.length / table.outcomes.length
  table.outcomes[entry] = (table.outcomes[entry] ?? 0) | (from.outcomes[at] ?? 0)
  for (let word = 0; word < words; word++) {
    const own = entry * words + word
    table.places[own] = (table.places[own] ?? 0) | (from.places[at * words + word] ?? 0)
  }
}
