/** Amounts from an attacker: decimal texts, rates, ratios and currencies. */
import { isCurrency, type Money, minorDigits, money } from '@plinth/core'
import type { Chance } from '../../chance.ts'
import { asTrial } from '../court/as-trial.ts'
import { Refused, type Trial } from '../court/trial.ts'
import { hostileText } from '../shapes/texts.ts'

/** Makes inputs: amounts as text, products with rates, shares by ratios. */
export function moneyInput(chance: Chance): Trial {
  const kind = chance.next()
  if (kind < 0.6) return parseInput(chance)
  return kind < 0.8 ? productInput(chance) : shareInput(chance)
}

const codes = ['money.invalid', 'money.overflow']

function parseInput(chance: Chance): Trial {
  const currency =
    chance.next() < 0.9 ? chance.one(['USD', 'JPY', 'KWD', 'CLF']) : hostileText(chance)
  const text = chance.next() < 0.8 ? writtenIn(currency, chance) : hostileText(chance)
  const expected = amountOf(bareText(text, currency), currency)
  return asTrial<Money>({
    area: 'money',
    input: { text, currency },
    isAcceptable: expected !== null,
    codes,
    ask: () => {
      const parsed = money.parse(text, currency)
      return parsed.ok ? parsed.value : new Refused(parsed.error.code, parsed.error.message)
    },
    faultOf: ({ amount, currency: own }) => {
      if (!Object.is(amount, expected) || own !== currency) return `taken for ${amount} ${own}`
      const back = money.fromDecimal(money.toDecimal({ amount, currency }), currency)
      return back.amount === amount ? null : `written, it reads as ${back.amount}`
    },
  })
}

/** What English writes in front of an amount. */
const signs: ReadonlyMap<string, string> = new Map([
  ['USD', '$'],
  ['JPY', '¥'],
  ['KWD', 'KWD\u00A0'],
  ['CLF', 'CLF\u00A0'],
])

function writtenIn(currency: string, chance: Chance): string {
  const text = decimalText(chance)
  if (chance.next() < 0.7) return text
  if (chance.next() < 0.5) return `${text} ${chance.one([currency, currency, 'EUR'])}`

  const [whole = '', fraction = ''] = text.split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  const digits = '0'.repeat(chance.one([0, 2, 3, 4]))
  const sign = signs.get(currency) ?? '$'
  return `${sign}${grouped}${fraction + digits === '' ? '' : `.${fraction}${digits}`}`
}

/** Takes off what stands beside the digits, where it is all in order; else there is nothing to read. */
function bareText(text: string, currency: string): string {
  if (text.endsWith(` ${currency}`)) return text.slice(0, -currency.length - 1)

  const sign = signs.get(currency)
  const [, minus = '', own, whole = '', fraction = ''] = english.exec(text) ?? []
  if (sign === undefined || own?.replace(' ', '\u00A0') !== sign) return text
  if (fraction.length !== minorDigits(currency)) return ''
  return `${minus}${whole.replaceAll(',', '')}${fraction === '' ? '' : `.${fraction}`}`
}

const english = /^(-?)([^\d-]+)((?:0|[1-9]\d{0,2}(?:,\d{3})*))(?:\.(\d+))?$/

const decimal = /^(-?)(\d+)(?:\.(\d+))?$/

/** What decimal text comes to in minor units, reckoned with whole numbers of any size. */
function amountOf(text: string, currency: string): number | null {
  const [all, sign = '', whole = '', fraction = ''] = decimal.exec(text) ?? []
  if (all === undefined || !isCurrency(currency)) return null

  const digits = minorDigits(currency)
  if (/[^0]/.test(fraction.slice(digits))) return null
  const units = whole + fraction.slice(0, digits).padEnd(digits, '0')
  if (units.length > 400 && /[^0]/.test(units.slice(0, -400))) return null
  const amount = BigInt(units.slice(-400)) * (sign === '-' ? -1n : 1n)
  return Number.isSafeInteger(Number(amount)) ? Number(amount) : null
}

function decimalText(chance: Chance): string {
  const sign = chance.one(['', '', '', '-', '+', '--'])
  const whole = digitsOf(chance, chance.one([0, 1, 1, 3, 6, 15, 16, 17]))
  const fraction = digitsOf(chance, chance.one([0, 1, 2, 2, 3, 4, 5]))
  const odd = chance.next() < 0.15 ? chance.one([' ', ',', 'e3', '\n', '_', '٣', '.']) : ''
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}${odd}`
}

function digitsOf(chance: Chance, length: number): string {
  return Array.from({ length }, () => chance.one(['0', '0', '1', '5', '9'])).join('')
}

function productInput(chance: Chance): Trial {
  const amount = chance.one([0, 1, -1, 5, 250, -99_999, 2 ** 52 + 1, Number.MAX_SAFE_INTEGER])
  const rate = chance.next() < 0.85 ? decimalText(chance) : hostileText(chance)
  const expected = productOf(amount, rate)
  return asTrial<Money>({
    area: 'money',
    input: { amount, rate },
    isAcceptable: expected === undefined ? null : expected !== null,
    codes,
    ask: () => money.multiply({ amount, currency: 'USD' }, rate),
    faultOf: ({ amount: product }) => {
      if (expected === undefined) return undefined
      return Object.is(product, expected) ? null : `the product is ${product}, not ${expected}`
    },
  })
}

/** The product, half to even; null when there is none, undefined when the rate has an exponent. */
function productOf(amount: number, rate: string): number | null | undefined {
  if (/^-?\d+(\.\d+)?e[+-]?\d{1,3}$/.test(rate)) return undefined
  const [all, sign = '', whole = '', fraction = ''] = decimal.exec(rate) ?? []
  if (all === undefined || rate.length > 64) return null

  const scale = 10n ** BigInt(fraction.length)
  const exact = BigInt(amount) * BigInt(whole + fraction) * (sign === '-' ? -1n : 1n)
  const size = exact < 0n ? -exact : exact
  const [cut, rest] = [size / scale, size % scale]
  const isUp = rest * 2n > scale || (rest * 2n === scale && cut % 2n === 1n)
  const product = Number(isUp ? cut + 1n : cut) * (exact < 0n ? -1 : 1)
  return Number.isSafeInteger(product) ? product + 0 : null
}

const oddRatios = [-1, 0.5, Number.NaN, Infinity, Number.MAX_SAFE_INTEGER, 2 ** 53, -0]

function shareInput(chance: Chance): Trial {
  const amount = chance.one([0, 1, -1, 100, -101, 12_345, Number.MAX_SAFE_INTEGER])
  const length = chance.next() < 0.002 ? 100_000 : chance.between(0, 9)
  const ratios = Array.from({ length }, () =>
    chance.next() < 0.05 ? chance.one(oddRatios) : chance.between(0, 40),
  )
  const total = ratios.reduce((sum, ratio) => sum + ratio, 0)
  const isWhole = ratios.every((ratio) => Number.isSafeInteger(ratio) && ratio >= 0)
  return asTrial<readonly Money[]>({
    area: 'money',
    input: { amount, ratios },
    isAcceptable: isWhole && Number.isSafeInteger(total) && total > 0,
    codes,
    ask: () => money.allocate({ amount, currency: 'USD' }, ratios),
    faultOf: (shares) => shareFault(shares, { amount, ratios, total }),
  })
}

interface Sharing {
  readonly amount: number
  readonly ratios: readonly number[]
  readonly total: number
}

function shareFault(shares: readonly Money[], { amount, ratios, total }: Sharing): string | null {
  if (shares.length !== ratios.length) return `${shares.length} shares`
  const given = shares.reduce((sum, share) => sum + BigInt(share.amount), 0n)
  if (given !== BigInt(amount)) return `the shares add up to ${given}`

  const isFar = shares.some(({ amount: share }, at) => {
    const off = BigInt(share) * BigInt(total) - BigInt(amount) * BigInt(ratios[at] ?? 0)
    return (off < 0n ? -off : off) >= BigInt(total)
  })
  return isFar ? 'a share is more than one unit off' : null
}
