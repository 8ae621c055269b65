/** The currencies of ISO 4217 are known with their minor units. */
import { expect, test } from 'vitest'
import { currencies, isCurrency, minorDigits } from './currency.ts'

test.each([
  ['USD', 2],
  ['EUR', 2],
  ['JPY', 0],
  ['KWD', 3],
  ['CLF', 4],
  // The locale data of hosts says 0 for these: what is used in cash, not what ISO 4217 says.
  ['HUF', 2],
  ['IDR', 2],
  ['IQD', 3],
])('the minor unit of %s has %i digits', (currency, digits) => {
  expect(minorDigits(currency)).toBe(digits)
})

test('the table holds the 165 currencies and funds that have a minor unit, each once', () => {
  const count = (digits: number) => currencies.filter((code) => minorDigits(code) === digits).length

  expect(new Set(currencies).size).toBe(165)
  expect([count(0), count(1), count(2), count(3), count(4)]).toEqual([17, 0, 139, 7, 2])
})

test('what the host knows and the table lacks is retired or has no minor unit', () => {
  const retired = ['ANG', 'BGN', 'CUC', 'HRK', 'SLL', 'ZWL']
  const unitless = ['XDR', 'XSU']

  const missing = Intl.supportedValuesOf('currency').filter((code) => !isCurrency(code))

  expect([...retired, ...unitless]).toEqual(expect.arrayContaining(missing))
})

test.each(['usd', 'US', 'XAU', 'XXX', 'DEM', '', '__proto__', 'constructor'])(
  '%j is no currency',
  (text) => {
    expect(isCurrency(text)).toBe(false)
  },
)

test('an unknown currency is refused by name, with the one that was meant', () => {
  expect(() => minorDigits('usd')).toThrow(
    '"usd" is not a currency; allowed are the active codes of ISO 4217, such as USD. Did you mean "USD"?',
  )
})
