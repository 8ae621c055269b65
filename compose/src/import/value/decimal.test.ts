/** Decimals are exact. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalOf, oneMinus, textOf, times } from './decimal.ts'

test.each(['0', '12', '-3', '0.5', '-0.05', '123456789012345678.901'])(
  '%s is written as it is read',
  (text) => {
    expect(written(text)).toBe(text)
  },
)

test.each(['', '1.', '.5', '1e3', '1,5', '0x10', ' 1', 'NaN', '+1', '1'.repeat(41)])(
  '%j is no decimal',
  (text) => {
    expect(decimalOf(text)).toBeUndefined()
  },
)

test('what a discount leaves of a price is exact where floating point is not', () => {
  const left = times(decimal('0.1'), oneMinus(decimal('0.7')))

  expect(textOf(left)).toBe('0.03')
})

test('a product does not depend on its order, and one minus one minus is the same again', () => {
  const decimals = fc
    .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 9 }))
    .map(([digits, scale]) => ({ digits, scale }))

  fc.assert(
    fc.property(decimals, decimals, (one, other) => {
      expect(textOf(times(one, other))).toBe(textOf(times(other, one)))
      expect(textOf(oneMinus(oneMinus(one)))).toBe(textOf(one))
    }),
  )
})

function decimal(text: string) {
  const value = decimalOf(text)
  if (!value) throw new Error(`${text} is no decimal`)
  return value
}

function written(text: string): string {
  return textOf(decimal(text))
}
