/** Draws the same numbers each time, so that each run has the same inputs (mulberry32). */

/** Draws from 0 up to, and without, 1. */
export type Draw = () => number

/** Makes a source that a seed decides. */
export function seeded(seed: number): Draw {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Picks one of several. @throws RangeError when there is none */
export function pick<T>(items: readonly T[], draw: Draw): T {
  const item = items[Math.floor(draw() * items.length)]
  if (item === undefined) throw new RangeError('there is nothing to pick from')
  return item
}
