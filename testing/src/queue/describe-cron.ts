/** What every reader of cron expressions must do. */
import type { Cron } from '@plinth/core'
import { describe, expect, test } from 'vitest'

// A Thursday.
const start = Date.UTC(2026, 0, 1, 8)

/** Runs the suite. */
export function describeCron(open: () => Cron): void {
  describe('as every reader of cron expressions', () => {
    test.each([
      ['* * * * *', '2026-01-01T08:01:00.000Z'],
      ['0 8 * * *', '2026-01-02T08:00:00.000Z'],
      ['*/15 * * * *', '2026-01-01T08:15:00.000Z'],
      ['30 7-9 * * *', '2026-01-01T08:30:00.000Z'],
      ['0 8 * * 1-5', '2026-01-02T08:00:00.000Z'],
      ['0 8 * * 6,7', '2026-01-03T08:00:00.000Z'],
      ['0 8 * * MON', '2026-01-05T08:00:00.000Z'],
      ['0 0 1 * 1', '2026-01-05T00:00:00.000Z'],
      ['0 0 29 2 *', '2028-02-29T00:00:00.000Z'],
    ])('%s comes next at %s', (expression, moment) => {
      const cron = open()

      expect(cron.problemOf(expression)).toBeNull()
      expect(new Date(cron.next(expression, start) ?? 0).toISOString()).toBe(moment)
    })

    test('what comes next is later, however little', () => {
      const cron = open()

      expect(cron.next('0 8 * * *', start - 1)).toBe(start)
      expect(cron.next('0 8 * * *', start)).toBe(start + 86_400_000)
    })

    test('a day that never comes has no time', () => {
      expect(open().next('0 0 30 2 *', start)).toBeNull()
    })

    test.each([
      '',
      'often',
      '* * * *',
      '* * * * * *',
      '60 * * * *',
      '* 24 * * *',
      '* * 0 * *',
      '* * * 13 *',
      '* * * * 8',
      '*/0 * * * *',
      '2026-01-01T00:00:00Z',
      '@daily',
      `${'1,'.repeat(200)}1 * * * *`,
    ])('%j is no expression, and why is said', (expression) => {
      expect(open().problemOf(expression)).toMatch(/./)
    })
  })
}
