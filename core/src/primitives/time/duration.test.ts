/** Spans of time. */
import { expect, test } from 'vitest'
import { days, hours } from './duration.ts'

test('a day has 24 hours, and an hour 3,600 seconds', () => {
  expect([hours(1), days(1), days(14)]).toEqual([3_600_000, 86_400_000, 1_209_600_000])
})
