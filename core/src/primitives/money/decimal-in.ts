/** Finds the decimal text in an amount as it is written: with its currency, and as English writes it. */
import { formatCurrency } from './currency-format.ts'

/**
 * Takes the currency and the separators off, where nothing has to be guessed:
 *
 * | written | is read |
 * | --- | --- |
 * | digits, a point, digits; `-` in front: `-1234.5` | as it is |
 * | the same with a space and the code behind: `1234.50 USD` | without them |
 * | exactly what `format(money, 'en')` writes: `-$1,234.50`, `KWD 1.250` | without sign and separators |
 *
 * Separators count beside the currency's sign alone, and all its decimals have to be there: who writes
 * `€1,234` may mean more than one euro, or thousand. Anything else comes back as it was, and is no decimal.
 */
export function decimalIn(text: string, currency: string): string {
  if (typeof text !== 'string' || text.length > longest) return text
  if (text.endsWith(` ${currency}`)) return text.slice(0, -currency.length - 1)

  const [digits] = lastDigits.exec(text) ?? []
  if (digits === undefined || digits.length === text.length) return text
  const decimal = `${text.startsWith('-') ? '-' : ''}${digits.replaceAll(',', '')}`
  return formatCurrency(decimal, currency, 'en') === text.replace(' ', '\u00A0') ? decimal : text
}

/** The longest amounts have 16 digits: with sign, separators and currency 32 characters do. */
const longest = 64
const lastDigits = /\d[\d,]*(?:\.\d+)?$/
