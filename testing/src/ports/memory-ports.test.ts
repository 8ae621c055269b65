/** What the mediator asks of the outside, in memory. */
import { roleTable } from '@plinth/core'
import {
  keyTaken,
  memoryIdempotencyStore,
  memoryRateLimiter,
  memoryTracer,
} from '@plinth/core/runtime'
import { describe } from 'vitest'
import { FakeClock } from '../fake-clock.ts'
import { seededRandom } from '../seeded-random.ts'
import { describeIdempotency } from './describe-idempotency.ts'
import { describePermissions } from './describe-permissions.ts'
import { describeRateLimiter } from './describe-rate-limiter.ts'
import { describeTracer } from './describe-tracer.ts'

describe('the idempotency store in memory', () => {
  describeIdempotency(() => {
    const store = memoryIdempotencyStore({ clock: new FakeClock() })
    return {
      store,
      async keep(slot, record, now) {
        const turn = await store.begin(slot, now)
        if ('kept' in turn) throw keyTaken(slot)
        await turn.claim.keep(record)
      },
    }
  })
})

describe('the rate limiter in memory', () => {
  describeRateLimiter((limit, clock, most) => memoryRateLimiter({ clock }, { ...limit, most }))
})

describe('the tracer in memory', () => {
  describeTracer(() => memoryTracer({ clock: new FakeClock(), random: seededRandom() }))
})

describe('a table of roles', () => {
  describePermissions(roleTable)
})
