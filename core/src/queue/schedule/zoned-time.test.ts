/** Moments and wall clocks, there and back, in every kind of zone. */
import { cronExpressions } from '@plinth/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextTime } from './next-time.ts'
import { isTimeZone, momentOf, wallTimeOf } from './zoned-time.ts'

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Sao_Paulo',
]
const zone = fc.constantFrom(...zones)
const moment = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) })

test('the host knows its zones, and no others', () => {
  expect(zones.filter((name) => !isTimeZone(name))).toEqual([])
  expect(['', 'Berlin', 'Europe/Berln', '../etc'].filter(isTimeZone)).toEqual([])
})

test('what a wall clock shows at a moment is first shown at that moment or before', () => {
  fc.assert(
    fc.property(moment, zone, (at, name) => {
      const wall = wallTimeOf(at, name)
      const first = momentOf(wall, name)

      expect(first).toBeLessThanOrEqual(at)
      expect(wallTimeOf(first, name)).toBe(wall)
    }),
  )
})

test('every time of the wall clock has a moment, and the later of two never the earlier one', () => {
  fc.assert(
    fc.property(moment, fc.integer({ min: 0, max: 200_000_000 }), zone, (wall, more, name) => {
      const [one, other] = [momentOf(wall, name), momentOf(wall + more, name)]

      expect(wallTimeOf(one, name)).toBeGreaterThanOrEqual(wall)
      // What is put back by an hour may be shown up to an hour "later" at the same moment, never more.
      expect(other).toBeGreaterThanOrEqual(one - 3_600_000)
    }),
  )
})

describe('the leaps of Berlin in 2026', () => {
  const at = (text: string) => Date.parse(text)
  const berlin = 'Europe/Berlin'

  test.each([
    ['2026-03-29T01:59:59.999Z', '2026-03-29T00:59:59.999Z'],
    ['2026-03-29T02:00:00Z', '2026-03-29T01:00:00Z'],
    ['2026-03-29T02:30:00Z', '2026-03-29T01:00:00Z'],
    ['2026-03-29T03:00:00Z', '2026-03-29T01:00:00Z'],
    ['2026-10-25T02:30:00Z', '2026-10-25T00:30:00Z'],
    ['2026-10-25T03:00:00Z', '2026-10-25T02:00:00Z'],
  ])('when it shows %s, it is %s', (wall, expected) => {
    expect(momentOf(at(wall), berlin)).toBe(at(expected))
  })
})

describe('what comes next', () => {
  const cron = cronExpressions()
  const expressions = fc.constantFrom('* * * * *', '*/15 * * * *', '30 2 * * *', '0 8 * * 1-5')

  test('it is later, and is what the wall clock shows or the moment of a leap', () => {
    fc.assert(
      fc.property(moment, zone, expressions, (after, timezone, expression) => {
        const next = nextTime(cron, { cron: expression, timezone }, after) ?? 0

        expect(next).toBeGreaterThan(after)
        const wall = wallTimeOf(next, timezone)
        const isShown = cron.next(expression, wall - 1) === wall
        const isLeap = wall - wallTimeOf(next - 1, timezone) > 1
        expect(isShown || isLeap).toBe(true)
      }),
    )
  })

  test('every quarter of an hour of a day comes once, when the clock is put forward and back', () => {
    const recurrence = { cron: '*/15 * * * *', timezone: 'Europe/Berlin' }
    const times = (from: string, to: string) => {
      const found: number[] = []
      let next = nextTime(cron, recurrence, Date.parse(from) - 1)
      while (next !== null && next < Date.parse(to)) {
        found.push(next)
        next = nextTime(cron, recurrence, next)
      }
      return found
    }

    expect(times('2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toHaveLength(92)
    expect(times('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toHaveLength(96)
  })
})
