/**
 * A rate limiter for one process: the generic cell rate algorithm (ITU-T I.371), one number a key.
 *
 * The number is the moment at which the key's tokens are all there again. A key that was not asked for
 * as long as its tokens take to come back is as good as new and is forgotten: keys live in two
 * generations, and the older one goes when the younger one has that age. Where more keys than `most`
 * are alive, new ones share one limit: memory is bounded, and nobody gets more than his due.
 */
import { CoreError } from '../../errors/index.ts'
import type { Clock } from '../../primitives/index.ts'
import type { RateLimit, RateLimiter, RateLimitKey, RateVerdict } from './rate-limiter.ts'

/** What is allowed. */
export interface MemoryRateLimits extends RateLimit {
  /** The command types that have a limit of their own. */
  readonly types?: Readonly<Record<string, RateLimit>>
  /** How many keys are told apart. Default 100,000. */
  readonly most?: number
}

/** Creates a limiter. @throws CoreError `config.invalid` when a limit allows nothing, or everything. */
export function memoryRateLimiter(
  { clock }: { readonly clock: Clock },
  limits: MemoryRateLimits,
): RateLimiter {
  const { types = {}, most = 100_000 } = limits
  const byType = new Map(Object.entries(types))
  const all = [limits, ...byType.values()]
  for (const limit of all) assertLimit(limit)
  const memory = new Generations(Math.max(...all.map(({ burst, every }) => burst * every)), most)

  return {
    take: ({ orgId, actorId, type }: RateLimitKey): RateVerdict => {
      const { burst, every } = byType.get(type) ?? limits
      const now = clock.elapsed()
      const key = memory.known(`${orgId}\0${actorId}\0${type}`, { now, shared: `\0${type}` })
      const full = Math.max(memory.get(key), now)
      const retryAfter = full - now - (burst - 1) * every
      if (retryAfter > 0) return { allowed: false, retryAfter: Math.ceil(retryAfter) }
      memory.set(key, full + every)
      return { allowed: true, retryAfter: 0 }
    },
  }
}

function assertLimit({ burst, every }: RateLimit): void {
  if (Number.isInteger(burst) && burst >= 1 && every > 0 && Number.isFinite(burst * every)) return
  throw new CoreError(
    'config.invalid',
    `a rate limit needs a whole burst of at least 1 and more than 0 ms between tokens, not ${burst} and ${every}`,
    { burst, every },
  )
}

/** Numbers by key, forgotten when they have been left alone for long enough. */
class Generations {
  readonly #age: number
  readonly #most: number
  #young = new Map<string, number>()
  #old = new Map<string, number>()
  #turned = 0

  constructor(age: number, most: number) {
    this.#age = age
    this.#most = most
  }

  /** The key itself, or the one that it shares when there are too many. */
  known(key: string, { now, shared }: { readonly now: number; readonly shared: string }): string {
    this.#turn(now)
    if (this.#young.has(key) || this.#old.has(key)) return key
    return this.#young.size + this.#old.size < this.#most ? key : shared
  }

  get(key: string): number {
    return this.#young.get(key) ?? this.#old.get(key) ?? 0
  }

  set(key: string, value: number): void {
    this.#old.delete(key)
    this.#young.set(key, value)
  }

  #turn(now: number): void {
    if (now - this.#turned < this.#age) return
    const isFresh = now - this.#turned < 2 * this.#age
    this.#old = isFresh ? this.#young : new Map<string, number>()
    this.#young = new Map()
    this.#turned = now
  }
}
