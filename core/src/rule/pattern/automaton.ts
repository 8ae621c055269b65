/** A pattern's machine as tables of bits: one bit for each place in the pattern that takes a character. */
import { type Alphabet, alphabetOf } from './alphabet.ts'
import type { CharacterSet } from './character-set.ts'
import type { Nfa, NfaState } from './nfa.ts'

/** Where a reader of a subject may stand: the places that may take the next character. */
export interface Situation {
  readonly places: Uint32Array
  /** The subject matches, whatever comes. */
  readonly hasMatched: boolean
  /** The subject matches if it ends here. */
  readonly matchesAtEnd: boolean
}

/** What a place leads to. Only the words from the first to the last have a place in them. */
export interface Successor extends Situation {
  readonly firstWord: number
  readonly lastWord: number
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
  /** For each place, what it leads to. */
  readonly behind: readonly Successor[]
}

/** Works the tables out. */
export function automatonOf({ states, first }: Nfa): Automaton {
  const sets: CharacterSet[] = []
  const places = states.map(({ takes }) => (takes ? sets.push(takes) - 1 : null))
  const alphabet = alphabetOf([...new Set(sets)])
  const words = Math.max(1, Math.ceil(sets.length / 32))
  const search: Search = { states, places, words, seen: new Uint32Array(states.length), round: 0 }
  return {
    alphabet,
    words,
    start: situationFrom(search, first, true),
    anywhere: situationFrom(search, first, false),
    takers: takersOf(alphabet, sets, words),
    behind: states
      .filter(({ takes }) => takes)
      .map(({ to: [next = goal] }) => bounded(situationFrom(search, next, false))),
  }
}

function bounded(situation: Situation): Successor {
  const { places } = situation
  const firstWord = places.findIndex((word) => word !== 0)
  const lastWord = places.findLastIndex((word) => word !== 0)
  return { ...situation, firstWord: Math.max(firstWord, 0), lastWord }
}

/** Puts a place into a set of places. */
function mark(places: Uint32Array, place: number): void {
  const word = place >>> 5
  places[word] = (places[word] ?? 0) | (1 << (place & 31))
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

/** What the searches share; a state was seen in this round if it bears its number. */
interface Search {
  readonly states: readonly NfaState[]
  /** The place of each state that takes a character. */
  readonly places: readonly (number | null)[]
  readonly words: number
  readonly seen: Uint32Array
  round: number
}

const goal = 0

// Follows the states that take no character. Behind a `$` only the goal counts: nothing follows the end.
function situationFrom(search: Search, from: number, isStart: boolean): Situation {
  const places = new Uint32Array(search.words)
  const ends: number[] = []
  const hasMatched = visit(search, [from], (number) => {
    const place = search.places[number] ?? null
    if (place !== null) mark(places, place)
    const asks = search.states[number]?.asks ?? null
    if (asks === 'end') ends.push(number)
    return asks === null || (asks === 'start' && isStart)
  })
  const isAtEnd = (number: number) => search.states[number]?.asks !== 'start' || isStart
  return { places, hasMatched, matchesAtEnd: hasMatched || visit(search, ends, isAtEnd) }
}

/** Visits every state that is reached without a character, and tells whether the goal is one of them. */
function visit(
  search: Search,
  from: readonly number[],
  passes: (number: number) => boolean,
): boolean {
  const { states, seen } = search
  search.round += 1
  const open = [...from]
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    const state = states[number]
    if (!state || seen[number] === search.round) continue

    seen[number] = search.round
    if (passes(number) && !state.takes) for (const next of state.to) open.push(next)
  }
  return seen[goal] === search.round
}
