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
  '12 USD',
  '1.00\n',
  '--1',
  'NaN',
])('%j is not read as dollars', (text) => {
  expect(money.parse(text, 'USD')).toEqual({
    ok: false,
    error: expect.objectContaining({
      code: 'money.invalid',
      message: `"${text}" is not an amount of USD; allowed are digits and at most 2 decimals behind a point, such as 1234.00`,
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
