/** How long a job waits for its next attempt. */
import type { Random } from '../../primitives/index.ts'
import type { JobBackoff } from '../job.ts'

const longest = 86_400_000

/** Says how many milliseconds pass after the attempt of this number, from 1, has failed. */
export function pauseAfter({ type, delay }: JobBackoff, attempt: number, random: Random): number {
  if (type === 'fixed') return Math.min(delay, longest)
  const full = Math.min(delay * 2 ** (attempt - 1), longest)
  return Math.round(full * (0.5 + random.next() / 2))
}
