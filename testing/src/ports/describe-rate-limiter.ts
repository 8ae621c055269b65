/** What every rate limiter must do: never more than its bound, and never less than it could. */
import type { RateLimit, RateLimiter, RateLimitKey } from '@plinth/core'
import { describe, expect, test } from 'vitest'
import { FakeClock } from '../fake-clock.ts'
import { heldBytes } from '../held-bytes.ts'
import { seededRandom } from '../seeded-random.ts'

/**
 * Makes a limiter of one limit on a clock that the suite moves. It need not tell more than `most` keys
 * apart at a time; one that keeps them outside of the process may leave that aside.
 */
export type OpenRateLimiter = (limit: RateLimit, clock: FakeClock, most: number) => RateLimiter

/** Runs the suite. */
export function describeRateLimiter(openFor: OpenRateLimiter): void {
  const open = (limit: RateLimit, clock: FakeClock) => openFor(limit, clock, manyKeys)
  describe('as every rate limiter', () => {
    test('a burst goes through at once, and the next one is told when to come', async () => {
      const clock = new FakeClock()
      const limiter = open({ burst: 3, every: 1_000 }, clock)

      const verdicts = await takes(limiter, 4)

      expect(verdicts.map(({ allowed }) => allowed)).toEqual([true, true, true, false])
      expect(verdicts.at(-1)).toEqual({ allowed: false, retryAfter: 1_000 })
    })

    test('who comes when he was told is let through, and earlier not', async () => {
      const clock = new FakeClock()
      const limiter = open({ burst: 1, every: 1_000 }, clock)
      await limiter.take(ada)

      clock.advance(999)
      expect(await limiter.take(ada)).toEqual({ allowed: false, retryAfter: 1 })
      clock.advance(1)
      expect(await limiter.take(ada)).toEqual({ allowed: true, retryAfter: 0 })
    })

    test.each([
      ['actor', { actorId: 'usr_2' }],
      ['organization', { orgId: 'org_2' }],
      ['command', { type: 'shop.sell' }],
    ] as const)('another %s has tokens of its own', async (_, other) => {
      const limiter = open({ burst: 1, every: 1_000 }, new FakeClock())
      await limiter.take(ada)

      expect(await limiter.take(ada)).toMatchObject({ allowed: false })
      expect(await limiter.take({ ...ada, ...other })).toMatchObject({ allowed: true })
    })

    test('in no window more go through than the burst and what came back in that time', async () => {
      for (const { limit, waits } of histories) {
        const allowed = await allowedAt(limit, waits)

        for (const [first, from] of allowed.entries()) {
          for (const [further, until] of allowed.slice(first).entries()) {
            const most = limit.burst + Math.floor((until - from) / limit.every)
            expect(further + 1).toBeLessThanOrEqual(most)
          }
        }
      }
    })

    test('who is refused and comes when he was told is let through', async () => {
      for (const { limit, waits } of histories) {
        const clock = new FakeClock()
        const limiter = open(limit, clock)
        for (const wait of waits) {
          clock.advance(wait)
          const { allowed, retryAfter } = await limiter.take(ada)
          if (allowed) continue
          clock.advance(retryAfter)
          expect(await limiter.take(ada)).toMatchObject({ allowed: true })
        }
      }
    })

    test('however many strangers come, the memory that they take is bounded', async () => {
      const limiter = open({ burst: 2, every: 1_000 }, new FakeClock())
      await crowd(limiter, 'first', 5_000)
      const before = heldBytes()

      await crowd(limiter, 'second', 50_000)

      // One number a key would take 5 MB at the least.
      expect(heldBytes() - before).toBeLessThan(2_000_000)
      expect(await limiter.take(ada)).toMatchObject({ retryAfter: expect.any(Number) })
    })

    test('nobody is let through again because strangers have crowded him out', async () => {
      const limiter = open({ burst: 1, every: 1_000 }, new FakeClock())
      await limiter.take(ada)

      await crowd(limiter, 'stranger', 5_000)

      expect(await limiter.take(ada)).toMatchObject({ allowed: false })
    })

    async function allowedAt(limit: RateLimit, waits: readonly number[]): Promise<number[]> {
      const clock = new FakeClock()
      const limiter = open(limit, clock)
      const moments: number[] = []
      for (const wait of waits) {
        clock.advance(wait)
        const { allowed } = await limiter.take(ada)
        if (allowed) moments.push(clock.now())
      }
      return moments
    }
  })
}

/** How many keys the limiters of the suite tell apart. */
const manyKeys = 1_000

async function crowd(limiter: RateLimiter, name: string, size: number): Promise<void> {
  for (let at = 0; at < size; at++) await limiter.take({ ...ada, actorId: `${name}_${at}` })
}

const ada: RateLimitKey = { orgId: 'org_1', actorId: 'usr_1', type: 'shop.buy' }

/** How somebody may behave: a limit, and the pauses between what he sends, many of them none. */
const histories = Array.from({ length: 200 }, (_, seed) => {
  const random = seededRandom(seed + 1)
  const draw = (least: number, most: number) =>
    least + Math.floor(random.next() * (most - least + 1))
  const limit = { burst: draw(1, 6), every: draw(1, 50) }
  const waits = Array.from({ length: 60 }, () => (random.next() < 0.5 ? 0 : draw(0, 120)))
  return { limit, waits }
})

async function takes(limiter: RateLimiter, times: number) {
  const verdicts = []
  for (let time = 0; time < times; time++) verdicts.push(await limiter.take(ada))
  return verdicts
}
