/** Money is made, read and written exactly, or refused. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { currencies } from './currency.ts'
import { money } from '../index.ts'

const usd = (amount: number) => money.of(amount, 'USD')
const most = Number.MAX_SAFE_INTEGER

const amounts = fc.maxSafeInteger()

test('money is a whole number of minor units and a currency', () => {
  expect(money.of(12_400, 'USD')).toEqual({ amount: 12_400, currency: 'USD' })
})

test('minus nothing is nothing', () => {
  expect(money.of(-0, 'USD')).toEqual(usd(0))
  expect(money.fromDecimal('-0.00', 'USD')).toEqual(usd(0))
  expect(money.negate(usd(0))).toEqual(usd(0))
})

test.each([12.5, Number.NaN, Infinity])('%s minor units are no money', (amount) => {
  expect(() => usd(amount)).toThrow(
    expect.objectContaining({
      code: 'money.invalid',
      message: `${amount} is not an amount of USD; allowed are whole numbers of its minor unit, 1 USD being 100`,
    }),
  )
})

test('an unknown currency is refused', () => {
  expect(() => money.of(1, 'DM')).toThrow(expect.objectContaining({ code: 'money.invalid' }))
  expect(() => money.parse('1', 'DM')).toThrow(expect.objectContaining({ code: 'money.invalid' }))
})

test.each([
  ['124.00', 'USD', 12_400],
  ['124', 'USD', 12_400],
  ['-0.5', 'USD', -50],
  ['18.0000', 'USD', 1_800],
  ['007.10', 'USD', 710],
  ['124', 'JPY', 124],
  ['124.000', 'JPY', 124],
  ['1.234', 'KWD', 1_234],
  ['1.2345', 'CLF', 12_345],
  ['124 USD', 'USD', 12_400],
  ['$1,234.50', 'USD', 123_450],
  ['-€0.05', 'EUR', -5],
  ['¥1,234', 'JPY', 1_234],
  ['KWD\u00A01.250', 'KWD', 1_250],
  ['KWD 1.250', 'KWD', 1_250],
  ['90071992547409.91', 'USD', most],
])('%s %s is %i minor units', (text, currency, amount) => {
  expect(money.parse(text, currency)).toEqual({ ok: true, value: { amount, currency } })
  expect(money.fromDecimal(text, currency)).toEqual({ amount, currency })
})

test.each([
  '',
  '1,234.00',
  '1e3',
  '+5',
  '.5',
  '5.',
  '1.005',
  ' 1',
  '0x10',
  '12 EUR',
  '12USD',
  '12 usd',
  '$12',
  '€12.00',
  '$1234.50',
  '$12,34.50',
  '$ 1.00',
  '$1,234',
  '1.234,50 USD',
  '$1.00 USD',
  '\u0661 USD',
  '1.00\n',
  '--1',
  'NaN',
])('%j is not read as dollars', (text) => {
  expect(money.parse(text, 'USD')).toEqual({
    ok: false,
    error: expect.objectContaining({
      code: 'money.invalid',
      message: `"${text}" is not an amount of USD; allowed are digits and at most 2 decimals behind a point, such as 1234.00, with or without USD behind`,
    }),
  })
  expect(() => money.fromDecimal(text, 'USD')).toThrow(`"${text}" is not an amount of USD`)
})

test('an amount that is too large to be exact is refused, not rounded', () => {
  expect(money.parse('90071992547409.92', 'USD')).toEqual({
    ok: false,
    error: expect.objectContaining({
      code: 'money.overflow',
      message:
        '90071992547409.92 leaves what money can hold: at most 90071992547409.91 USD, up or down',
    }),
  })
})

test.each([
  [5, 'USD', '0.05 USD'],
  [-5, 'USD', '-0.05 USD'],
  [-12_400, 'USD', '-124.00 USD'],
  [7, 'JPY', '7 JPY'],
  [-7, 'JPY', '-7 JPY'],
  [7, 'CLF', '0.0007 CLF'],
])('%i minor units of %s are written %s', (amount, currency, text) => {
  expect(money.toText({ amount, currency })).toBe(text)
})

test('law: what is written in decimals is read back the same, in every currency', () => {
  fc.assert(
    fc.property(amounts, (amount) => {
      for (const currency of currencies) {
        const written = money.toDecimal({ amount, currency })

        expect(money.fromDecimal(written, currency)).toEqual({ amount, currency })
      }
    }),
  )
})

test('law: what is written with its currency, or as English writes it, is read back the same, in every currency', () => {
  fc.assert(
    fc.property(fc.oneof(amounts, fc.integer({ min: -99_999, max: 99_999 })), (amount) => {
      for (const currency of currencies) {
        const given = { amount, currency }

        expect(money.parse(money.toText(given), currency)).toEqual({ ok: true, value: given })
        expect(money.parse(money.format(given, 'en'), currency)).toEqual({ ok: true, value: given })
      }
    }),
    { numRuns: 30 },
  )
})

test('law: what is read at all is what one of the three ways of writing says', () => {
  const signs = fc.constantFrom('', '-', '$', '-$', 'US$', 'USD ', '€', '+')
  const numbers = fc.stringMatching(/^\d{1,6}(,\d{1,3}){0,2}(\.\d{0,3})?$/)
  const ends = fc.constantFrom('', ' USD', ' ', 'USD', '-')
  let read = 0

  fc.assert(
    fc.property(signs, numbers, ends, (sign, number, end) => {
      const text = `${sign}${number}${end}`
      const parsed = money.parse(text, 'USD')
      if (!parsed.ok) return
      read += 1

      const isDecimal = /^-?\d+(\.\d{1,2}0*)?( USD)?$/.test(text)
      expect(isDecimal || money.format(parsed.value, 'en') === text).toBe(true)
      const cents = Math.round(Number(text.replaceAll(/[^\d.-]/g, '')) * 100)
      expect(parsed.value.amount).toBe(cents + 0)
    }),
    { numRuns: 10_000 },
  )

  expect(read).toBeGreaterThan(150)
})

test.each([
  [{ amount: 1.5, currency: 'USD' }, '1.5 is not an amount of USD'],
  [{ amount: Number.NaN, currency: 'USD' }, 'NaN is not an amount of USD'],
  [{ amount: most + 1, currency: 'USD' }, 'is not an amount of USD'],
  [{ amount: 1, currency: 'XXX' }, '"XXX" is not a currency'],
  [{ amount: 1, currency: 'usd' }, '"usd" is not a currency'],
])('nothing is done with %j, on either side', (wrong, message) => {
  const right = { amount: 1, currency: 'USD' }
  const ways = [
    () => money.add(wrong, right),
    () => money.add(right, wrong),
    () => money.subtract(wrong, wrong),
    () => money.compare(right, wrong),
    () => money.compare(wrong, wrong),
    () => money.sum([wrong], 'USD'),
    () => money.negate(wrong),
    () => money.multiply(wrong, 2),
    () => money.allocate(wrong, [1, 1]),
  ]

  for (const way of ways) {
    expect(way).toThrow(expect.objectContaining({ code: 'money.invalid' }))
    expect(way).toThrow(message)
  }
})

test('people read it in their own way', () => {
  expect(money.format(usd(123_450), 'en-US')).toBe('$1,234.50')
})

test.each([[usd(1)], [{ amount: -most, currency: 'JPY', note: 'more is no harm' }]])(
  '%j is money',
  (value) => {
    expect(money.isMoney(value)).toBe(true)
  },
)

test.each([
  [null],
  [124],
  ['124.00 USD'],
  [{ amount: 1 }],
  [{ currency: 'USD' }],
  [{ amount: '1', currency: 'USD' }],
  [{ amount: 1.5, currency: 'USD' }],
  [{ amount: most + 1, currency: 'USD' }],
  [{ amount: 1, currency: 'usd' }],
  [{ amount: 1, currency: ['USD'] }],
])('%j is not money', (value) => {
  expect(money.isMoney(value)).toBe(false)
})
