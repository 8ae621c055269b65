import { expect, test } from 'vitest'
import { centsOf, dollars, fractionOf, oneMinus, product } from './cents.ts'

test.each([
  ['0.125', 12n],
  ['0.135', 14n],
  ['0.145', 14n],
  ['0.1450001', 15n],
  ['0.005', 0n],
  ['0.015', 2n],
  ['12', 1_200n],
])('%s dollars are %d cents: a half goes to the even one', (text, cents) => {
  expect(centsOf(fractionOf(text))).toBe(cents)
})

test('a price with a quantity and a discount is exact until it is rounded', () => {
  const full = product(fractionOf('30.4'), fractionOf('12'))

  expect(centsOf(product(full, oneMinus(fractionOf('0.05'))))).toBe(34_656n)
})

test('dollars are written with commas between thousands', () => {
  expect(dollars(126_579_302n)).toBe('1,265,793.02')
  expect(dollars(5n)).toBe('0.05')
})

test('what is no decimal is refused', () => {
  expect(() => fractionOf('1e3')).toThrow('"1e3" is no decimal')
})
