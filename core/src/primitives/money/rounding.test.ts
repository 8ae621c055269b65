/** Each way of rounding does what its name says, for numbers of any size. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { divide, divideBig, divideUp, type Rounding } from './rounding.ts'

const tenths = [-25, -16, -15, -14, -10, -6, -5, -4, 0, 4, 5, 6, 10, 14, 15, 16, 25]

const table: [Rounding, number[]][] = [
  ['half-even', [-2, -2, -2, -1, -1, -1, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2]],
  ['half-up', [-3, -2, -2, -1, -1, -1, -1, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3]],
  ['up', [-3, -2, -2, -2, -1, -1, -1, -1, 0, 1, 1, 1, 1, 2, 2, 2, 3]],
  ['down', [-2, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2]],
  ['ceiling', [-2, -1, -1, -1, -1, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3]],
  ['floor', [-3, -2, -2, -2, -1, -1, -1, -1, 0, 0, 0, 0, 1, 1, 1, 1, 2]],
]

test.each(table)('%s takes -2.5 … 2.5 to whole numbers', (rounding, rounded) => {
  expect(tenths.map((value) => divide(value, 10, rounding))).toEqual(rounded)
})

test.each(table)('%s does the same to big whole numbers', (rounding, rounded) => {
  expect(tenths.map((value) => Number(divideBig(BigInt(value), 10n, rounding)))).toEqual(rounded)
})

test('law: numbers and big numbers round alike, over all safe integers', () => {
  const roundings = fc.constantFrom(...table.map(([rounding]) => rounding))

  fc.assert(
    fc.property(
      fc.maxSafeInteger(),
      fc.oneof(
        fc.integer({ min: 1 }),
        fc.maxSafeNat().map((rest) => Math.max(1, rest)),
      ),
      roundings,
      (dividend, divisor, rounding) => {
        const quotient = divide(dividend, divisor, rounding)

        expect(BigInt(quotient)).toBe(divideBig(BigInt(dividend), BigInt(divisor), rounding))
        expect(Object.is(quotient, -0)).toBe(false)
      },
    ),
  )
})

test('law: dividing up is dividing with the rounding up, at the edges of whole quotients too', () => {
  const factors = fc.tuple(
    fc.integer({ min: 1, max: 94_906_265 }),
    fc.maxSafeInteger(),
    fc.boolean(),
  )

  fc.assert(
    fc.property(factors, fc.integer({ min: -1, max: 1 }), ([divisor, any, near], step) => {
      const dividend = near ? Math.trunc(any / divisor) * divisor + step : any
      fc.pre(Number.isSafeInteger(dividend))

      expect(divideUp(dividend, divisor)).toBe(divide(dividend, divisor, 'up'))
      expect(BigInt(divideUp(dividend, divisor))).toBe(
        divideBig(BigInt(dividend), BigInt(divisor), 'up'),
      )
    }),
    { numRuns: 2_000 },
  )
})
