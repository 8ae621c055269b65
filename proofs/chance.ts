/** Chance that repeats itself: the same seed makes the same choices. */

/** Makes choices. */
export interface Chance {
  /** A number from 0 up to and without 1. */
  next(): number
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  /** One of the things. @throws RangeError when there is none. */
  one<T>(of: readonly T[]): T
}

/** Creates chance from a seed. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  // Mulberry32 (T. Ettinger, 2017): 32 bits of state, which is plenty to choose moments with.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    between,
    one(of) {
      const place = between(0, of.length - 1)
      for (const chosen of of.slice(place, place + 1)) return chosen
      throw new RangeError('there is nothing to choose from')
    },
  }
}
