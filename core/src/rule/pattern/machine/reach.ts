/** Finds, for each state of a pattern's machine, what it reaches without taking a character. */
import type { Nfa, NfaState } from './nfa.ts'

/** What is known where a reader stands, as bits: the subject matches whatever comes, or if it ends here. */
export const outcomes = { matched: 1, matchesAtEnd: 2 } as const

/** What the states reach, each at its number. */
export interface Reach {
  /** 32-bit words in a set of places. */
  readonly words: number
  /** For each state, the places that it reaches. */
  readonly places: Uint32Array
  /** For each state, `outcomes`. */
  readonly outcomes: Uint8Array
}

/**
 * Works it out for all states together: each adds what the states behind it reach, over and over, until
 * nothing is new. `^` is passed at the start alone; `$` only to see whether the goal lies behind it.
 */
export function reachOf({ states }: Nfa, isStart: boolean): Reach {
  const characters = states.filter(({ takes }) => takes).length
  const words = Math.max(1, Math.ceil(characters / 32))
  const reach: Growing = {
    words,
    places: new Uint32Array(states.length * words),
    outcomes: new Uint8Array(states.length),
    grew: true,
  }
  begin(reach, states)
  const passes = states.map((state) => passesOf(state, isStart))
  // States lead to lesser numbers, and loops to greater ones: once up and once down is mostly enough.
  while (reach.grew) {
    reach.grew = false
    for (let state = 0; state < states.length; state++) grow(reach, state, passes[state] ?? closed)
    for (let state = states.length; state-- > 0; ) grow(reach, state, passes[state] ?? closed)
  }
  return reach
}

interface Growing extends Reach {
  grew: boolean
}

/** The states that follow without a character, and whether their places and outcomes count here. */
interface Passes {
  readonly to: readonly number[]
  readonly takesPlaces: boolean
  /** The outcomes that count. */
  readonly mask: number
}

const closed: Passes = { to: [], takesPlaces: false, mask: 0 }

function passesOf({ takes, asks, to }: NfaState, isStart: boolean): Passes {
  if (takes || (asks === 'start' && !isStart)) return closed
  // Behind a `$` only the goal counts: nothing follows the end.
  if (asks === 'end') return { to, takesPlaces: false, mask: outcomes.matchesAtEnd }
  return { to, takesPlaces: true, mask: outcomes.matched | outcomes.matchesAtEnd }
}

function begin({ words, places, outcomes: known }: Growing, states: readonly NfaState[]): void {
  known[0] = outcomes.matched | outcomes.matchesAtEnd
  let place = 0
  for (const [state, { takes }] of states.entries()) {
    if (!takes) continue
    places[state * words + (place >>> 5)] = 1 << (place & 31)
    place += 1
  }
}

function grow(reach: Growing, state: number, { to, takesPlaces, mask }: Passes): void {
  const { words, places, outcomes: known } = reach
  for (const next of to) {
    const before = known[state] ?? 0
    const now = before | ((known[next] ?? 0) & mask)
    if (now !== before) reach.grew = true
    known[state] = now
    for (let word = takesPlaces ? 0 : words; word < words; word++) {
      const own = places[state * words + word] ?? 0
      const both = (own | (places[next * words + word] ?? 0)) >>> 0
      if (both !== own) reach.grew = true
      places[state * words + word] = both
    }
  }
}
