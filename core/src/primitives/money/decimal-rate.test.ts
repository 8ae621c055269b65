/** Rates are read as the decimals that they are written as. */
import { expect, test } from 'vitest'
import { excerpt } from '../text/excerpt.ts'
import { rateOf } from './decimal-rate.ts'

test.each([
  ['0.19', 19n, 100n],
  ['-1.5', -15n, 10n],
  ['007', 7n, 1n],
  ['2e-7', 2n, 10_000_000n],
  ['1.5e3', 1500n, 1n],
  [0.1, 1n, 10n],
  [1e21, 10n ** 21n, 1n],
  [5e-324, 5n, 10n ** 324n],
  [-0, 0n, 1n],
])('the rate %s is %d / %d', (rate, numerator, denominator) => {
  expect(rateOf(rate).exact).toEqual({ numerator, denominator })
})

test.each([
  '',
  '.5',
  '5.',
  '1,5',
  '0x10',
  ' 1',
  '1_000',
  'e5',
  '1e9999',
  '9'.repeat(65),
  Number.NaN,
  Infinity,
])('%s is no rate', (rate) => {
  expect(() => rateOf(rate)).toThrow(
    `"${excerpt(String(rate))}" is not a rate; a rate is a decimal such as 0.19`,
  )
})
