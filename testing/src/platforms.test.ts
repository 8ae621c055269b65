/** The host and the fake clock keep the contract of every platform. */
import { IDGenerator } from '@plinth/core'
import { systemPlatform } from '@plinth/core/runtime'
import { describe, onTestFinished, vi } from 'vitest'
import { describePlatform } from './contracts.ts'
import { FakeClock } from './fake-clock.ts'
import { seededRandom } from './seeded-random.ts'

describe('the host', () => {
  describePlatform(() => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    return { platform: systemPlatform(), pass: (ms) => void vi.advanceTimersByTime(ms) }
  })
})

describe('a fake clock and seeded chance', () => {
  describePlatform(() => {
    const clock = new FakeClock()
    const random = seededRandom()
    const ids = new IDGenerator(clock, random)
    return { platform: { clock, random, ids }, pass: (ms) => clock.advance(ms) }
  })
})
