/** How long what has failed waits before it is tried again. */
import type { Random } from '../../primitives/index.ts'

/** The pause after the first failure, in milliseconds; it doubles up to the longest. */
const firstPause = 100
const longestPause = 60_000

/** Tells the pause after so many failures in a row, in milliseconds: up to half of it is left to chance. */
export function pauseAfterFailures(failures: number, random: Random): number {
  const longest = Math.min(firstPause * 2 ** (failures - 1), longestPause)
  return Math.round(longest * (0.5 + random.next() / 2))
}
