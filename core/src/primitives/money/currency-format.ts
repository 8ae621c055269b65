/** Writes decimal amounts as people of a locale do, with one formatter for each locale and currency. */
import { boundedCache } from '../bounded-cache.ts'
import { minorDigits } from './currency.ts'

/**
 * Writes an exact decimal text as an amount of the currency, with all digits of its minor unit.
 *
 * A locale (BCP 47) that is malformed, not known or longer than 64 characters is written as English.
 */
export function formatCurrency(decimal: string, currency: string, locale: string): string {
  const known = locale.length > longestLocale ? 'en' : locale
  return formatOf(`${currency} ${known}`).format(numeric(decimal))
}

// Long ones would be kept as keys.
const longestLocale = 64

// A formatter costs 25 µs and the locale comes from outside, so they are kept, and not too many.
const formatOf = boundedCache(128, (key: string): Intl.NumberFormat => {
  const currency = key.slice(0, 3)
  const digits = minorDigits(currency)
  // The digits are ISO 4217's: the locale data of the host knows others for some currencies.
  return new Intl.NumberFormat(knownLocale(key.slice(4)), {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
})

function knownLocale(locale: string): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale)[0] ?? 'en'
  } catch {
    return 'en'
  }
}

// Intl takes decimal text exactly, and types it as a template that no computed string fits.
function numeric(decimal: string): Intl.StringNumericLiteral {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- callers hand in what toDecimal wrote
  return decimal as Intl.StringNumericLiteral
}
