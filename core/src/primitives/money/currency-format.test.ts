/** Amounts are written as a locale writes them, to the last digit. */
import { expect, test, vi } from 'vitest'
import { formatCurrency } from './currency-format.ts'

test.each([
  ['124.00', 'USD', 'en', '$124.00'],
  ['-1234.50', 'EUR', 'de-DE', '-1.234,50\u00A0€'],
  ['124', 'JPY', 'en', '¥124'],
  ['1.250', 'KWD', 'en', 'KWD\u00A01.250'],
  ['99.90', 'HUF', 'en', 'HUF\u00A099.90'],
  ['5.00', 'XAD', 'en', 'XAD\u00A05.00'],
])('%s %s in %s is %s', (decimal, currency, locale, text) => {
  expect(formatCurrency(decimal, currency, locale)).toBe(text)
})

test('an amount that no floating point number holds is written to the last digit', () => {
  expect(formatCurrency('90071992547409.91', 'USD', 'en')).toBe('$90,071,992,547,409.91')
})

test.each(['not a locale', '', '*', 'xx-XX', 'en-US,de;q=0.9'])(
  'the locale %j is written as English',
  (locale) => {
    expect(formatCurrency('1234.50', 'USD', locale)).toBe('$1,234.50')
  },
)

test('a formatter is made once for a locale and currency', () => {
  const made = vi.spyOn(Intl, 'NumberFormat')

  for (const amount of ['1.00', '2.00', '3.00']) formatCurrency(amount, 'CHF', 'fr-CH')

  expect(made).toHaveBeenCalledTimes(1)
  made.mockRestore()
})
