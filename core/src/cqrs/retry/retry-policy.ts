/** When and how soon something is tried again. */
import { CoreError } from '../../errors/index.ts'
import type { Clock, Random } from '../../primitives/index.ts'

/** How something is tried again. */
export interface RetryOptions {
  /** How often it is tried in all. Default 4. */
  readonly attempts?: number
  /** How long the pauses are. Default exponential, beginning with 16 ms. */
  readonly backoff?: Backoff
  /** How much of each pause is left to chance: 1 for all of it, 0 for none. Default 1. */
  readonly jitter?: number
  /** For how long it is tried again, in milliseconds: who waits wants to be told. Default 5,000. */
  readonly patience?: number
  /** Default: those of the host. */
  readonly platform?: { readonly clock: Clock; readonly random: Random }
}

/** The pauses between attempts: all alike, or each twice the one before. */
export interface Backoff {
  readonly type: 'fixed' | 'exponential'
  /** The first pause, in milliseconds. */
  readonly delay: number
}

/** What is tried again, decided. */
export type RetryPolicy = Required<Omit<RetryOptions, 'platform'>>

/** An attempt that has failed. */
export interface FailedAttempt {
  readonly error: unknown
  /** Counted from 1. */
  readonly attempt: number
  /** Since the first attempt began, in milliseconds. */
  readonly elapsed: number
}

/** Fills in what was not said. */
export function retryPolicy({
  attempts = 4,
  backoff = { type: 'exponential', delay: 16 },
  jitter = 1,
  patience = 5_000,
}: RetryOptions): RetryPolicy {
  return { attempts, backoff, jitter, patience }
}

/**
 * Tells the pause before the next attempt, in milliseconds; null when there shall be none. Only errors
 * that say of themselves that another attempt may succeed (`transient`) get one.
 */
export function pauseAfter(
  { attempts, backoff, jitter, patience }: RetryPolicy,
  { error, attempt, elapsed }: FailedAttempt,
  random: Random,
): number | null {
  if (!(error instanceof CoreError) || !error.transient) return null
  const merges = error.facts['merges'] === true
  if (attempt >= (merges ? attemptsAtMerging : attempts) || elapsed >= patience) return null

  const pause = backoff.type === 'fixed' ? backoff.delay : backoff.delay * 2 ** (attempt - 1)
  return (merges ? Math.min(pause, longestAtMerging) : pause) * (1 - jitter * random.next())
}

// Where an entity is not versioned, a conflict is nobody's: it is tried for as long as one waits.
const attemptsAtMerging = 50
const longestAtMerging = 200
