/** Sorts all characters into the few kinds that a pattern tells apart. */
import { type CharacterSet, lastCodePoint } from '../parse/character-set.ts'

/** The kinds of characters, numbered from 0. */
export interface Alphabet {
  readonly size: number
  /** The kind of each ASCII character: the way that most look-ups take. */
  readonly ascii: Uint16Array
  /** Tells the kind of any code point. */
  kindOf(codePoint: number): number
  /** Lists the kinds that a set consists of. */
  kindsIn(set: CharacterSet): readonly number[]
}

/** Finds the kinds: two characters are of one kind when every set has both or neither. */
export function alphabetOf(sets: readonly CharacterSet[]): Alphabet {
  const starts = startsOf(sets)
  const kinds = kindsOf(starts, sets)
  const kindOf = (codePoint: number) => kinds[lastAtMost(starts, codePoint)] ?? 0
  return {
    size: Math.max(...kinds) + 1,
    ascii: Uint16Array.from({ length: 128 }, (_, code) => kindOf(code)),
    kindOf,
    kindsIn: (set) => [...new Set(starts.filter((start) => has(set, start)).map(kindOf))],
  }
}

/** The places where some set begins or ends: between two of them, all characters are of one kind. */
function startsOf(sets: readonly CharacterSet[]): readonly number[] {
  const starts = new Set([0])
  for (const [first, last] of sets.flat()) {
    starts.add(first)
    if (last < lastCodePoint) starts.add(last + 1)
  }
  return [...starts].toSorted((one, other) => one - other)
}

function kindsOf(starts: readonly number[], sets: readonly CharacterSet[]): readonly number[] {
  const kindByMembership = new Map<string, number>()
  return starts.map((start) => {
    const membership = sets.map((set) => (has(set, start) ? 1 : 0)).join('')
    const kind = kindByMembership.get(membership) ?? kindByMembership.size
    kindByMembership.set(membership, kind)
    return kind
  })
}

function has(set: CharacterSet, codePoint: number): boolean {
  return set.some(([first, last]) => first <= codePoint && codePoint <= last)
}

function lastAtMost(starts: readonly number[], codePoint: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((starts[middle] ?? 0) <= codePoint) low = middle
    else high = middle - 1
  }
  return low
}
