/** Chance that repeats itself: the same seed gives the same numbers on every machine. */
import type { Random } from '@plinth/core'

/** Creates a source of chance from a seed. Never for secrets: whoever knows the seed knows it all. */
export function seededRandom(seed = 1): Random {
  const next = xorshift(seed)
  return {
    next,
    fill(bytes) {
      bytes.forEach((_, index) => {
        bytes[index] = next() * 256
      })
    },
  }
}

// Marsaglia's xorshift with 32 bits of state (2003): plenty for tests. Its state may not be 0, and
// small seeds give small first numbers, so the seed is spread by a multiplication.
function xorshift(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
