/** Locales from an attacker: ever new ones, each of which could be kept for good. */
import { money } from '@plinth/core'
import type { Chance } from '../../chance.ts'
import { asTrial } from '../court/as-trial.ts'
import type { Trial } from '../court/trial.ts'
import { hostileText } from '../shapes/texts.ts'

/** Makes inputs: locales that there are, with extensions that nobody has asked for before, and nonsense. */
export function localeInput(chance: Chance): Trial {
  const locale = chance.next() < 0.92 ? newLocale(chance) : hostileText(chance)
  const amount = chance.one([0, 1, -123_456, 9_007_199_254_740_991])
  const currency = chance.one(['USD', 'JPY', 'KWD', 'EUR'])
  return asTrial<string>({
    area: 'locales',
    input: locale,
    isAcceptable: true,
    codes: [],
    ask: () => money.format({ amount, currency }, locale),
    faultOf: (text) => {
      const expected = written({ amount, currency }, locale)
      return text === expected ? null : `written as ${text}, not ${expected}`
    },
  })
}

const languages = ['en', 'de', 'fr-CA', 'ja', 'ar-EG', 'hi', 'pt-BR', 'sr-Latn', 'zh-Hant-TW', 'xx']

function newLocale(chance: Chance): string {
  const word = () =>
    chance
      .between(0, 2 ** 31)
      .toString(36)
      .padStart(3, 'a')
      .slice(0, 8)
  const extension = chance.one([`-x-${word()}`, `-u-nu-${word()}`, '', `-${word()}`])
  return `${chance.one(languages)}${extension}`
}

const decimals = new Map([
  ['USD', 2],
  ['JPY', 0],
  ['KWD', 3],
  ['EUR', 2],
])

interface Amount {
  readonly amount: number
  readonly currency: string
}

const formats = new Map<string, Intl.NumberFormat>()

// What follows the language of a locale that nobody knows changes nothing: one formatter does for all.
function written({ amount, currency }: Amount, locale: string): string {
  const base = known(locale).replace(/-(?:x-|u-|[a-z0-9]{5,8}$).*$/, '')
  const digits = decimals.get(currency) ?? 0
  const format = formats.get(`${base} ${currency}`) ?? formatOf(base, currency)
  formats.set(`${base} ${currency}`, format)
  const units = BigInt(amount)
  const size = (units < 0n ? -units : units).toString().padStart(digits + 1, '0')
  const [whole, fraction] = [size.slice(0, size.length - digits), size.slice(size.length - digits)]
  const text = digits === 0 ? whole : `${whole}.${fraction}`
  return format.format(exactly(`${units < 0n ? '-' : ''}${text}`))
}

function formatOf(locale: string, currency: string): Intl.NumberFormat {
  const digits = decimals.get(currency) ?? 0
  const settings = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return new Intl.NumberFormat(locale, { style: 'currency', currency, ...settings })
}

function known(locale: string): string {
  if (locale.length > 64) return 'en'
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale)[0] ?? 'en'
  } catch {
    return 'en'
  }
}

function exactly(text: string): Intl.StringNumericLiteral {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- decimal text, which Intl takes exactly and types as a template
  return text as Intl.StringNumericLiteral
}
