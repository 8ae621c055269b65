/** A rate limiter keeps its bound in bounded memory. */
import { FakeClock } from '@plinth/testing'
import { expect, test } from 'vitest'
import { memoryRateLimiter } from './memory-rate-limiter.ts'

test('a command may have a limit of its own', () => {
  const limits = { burst: 1, every: 1_000, types: { 'shop.look': { burst: 3, every: 1_000 } } }
  const limiter = memoryRateLimiter({ clock: new FakeClock() }, limits)
  const takes = (type: string) =>
    [1, 2, 3, 4].filter(() => isAllowed(limiter.take({ orgId: 'o', actorId: 'a', type }))).length

  expect([takes('shop.buy'), takes('shop.look')]).toEqual([1, 3])
})

test('where too many are at it at once, new ones share one limit, and known ones keep theirs', () => {
  const clock = new FakeClock()
  const limiter = memoryRateLimiter({ clock }, { burst: 2, every: 1_000, most: 10 })
  const take = (actor: number) =>
    isAllowed(limiter.take({ orgId: 'o', actorId: `a${actor}`, type: 'shop.buy' }))
  for (let actor = 0; actor < 10; actor++) take(actor)

  const strangers = Array.from({ length: 100 }, (_, at) => take(100 + at))

  expect(strangers.filter(Boolean)).toHaveLength(2)
  expect(take(0)).toBe(true)
})

test('who has been away is forgotten, and makes room', () => {
  const clock = new FakeClock()
  const limiter = memoryRateLimiter({ clock }, { burst: 2, every: 1_000, most: 10 })
  const takeAll = (from: number) =>
    Array.from({ length: 10 }, (_, at) =>
      isAllowed(limiter.take({ orgId: 'o', actorId: `a${from + at}`, type: 'shop.buy' })),
    )
  takeAll(0)
  clock.advance(4_000)

  expect(takeAll(100).every(Boolean)).toBe(true)
  expect(takeAll(100).every(Boolean)).toBe(true)
})

test.each([
  { burst: 0, every: 1 },
  { burst: 1.5, every: 1 },
  { burst: 1, every: 0 },
  { burst: 1, every: Number.POSITIVE_INFINITY },
])('a limit of $burst every $every ms is none', (limit) => {
  expect(() => memoryRateLimiter({ clock: new FakeClock() }, limit)).toThrow('a rate limit needs')
})

function isAllowed(verdict: unknown): boolean {
  return (
    typeof verdict === 'object' &&
    verdict !== null &&
    'allowed' in verdict &&
    verdict.allowed === true
  )
}
