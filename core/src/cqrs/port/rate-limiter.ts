/** The port to rate limits: how often one actor may have one command done. */

/** Whose tokens are taken, and for what. */
export interface RateLimitKey {
  readonly orgId: string
  readonly actorId: string
  /** The command's type. */
  readonly type: string
}

/** Whether it may be done now. */
export interface RateVerdict {
  readonly allowed: boolean
  /** The milliseconds after which asking again is worth while; 0 when it is allowed. */
  readonly retryAfter: number
}

/** How much is allowed: in any `ms` milliseconds at most `burst + ms / every`. */
export interface RateLimit {
  /** How many at once, after a pause. At least 1. */
  readonly burst: number
  /** The milliseconds after which one more may come. More than 0. */
  readonly every: number
}

/** Counts commands. */
export interface RateLimiter {
  /** Takes one token of the key, and tells whether there was one. Actors and types do not share. */
  take(key: RateLimitKey): RateVerdict | Promise<RateVerdict>
}
