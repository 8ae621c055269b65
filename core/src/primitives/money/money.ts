/** Money as an exact integer of its currency's smallest unit, and what one may do with it. */
import { CoreError } from '../../errors/index.ts'
import { isCurrency, minorDigits, unknownCurrency } from './currency.ts'
import { formatCurrency } from './currency-format.ts'
import { decimalIn } from './decimal-in.ts'
import { excerpt } from '../text/excerpt.ts'
import { rateOf } from './decimal-rate.ts'
import { Err, Ok, type Result } from '../result.ts'
import { divide, divideBig, divideUp, type Rounding } from './rounding.ts'

/** An amount of one currency. Plain data: equal content is equal money. */
export interface Money {
  /** A safe integer of the currency's minor unit: 12400 is 124.00 USD, and 12,400 JPY. */
  readonly amount: number
  /** An ISO 4217 code in capitals. */
  readonly currency: string
}

/**
 * Creates money from a whole number of minor units: `of(12400, 'USD')` is 124.00 USD.
 *
 * @throws CoreError `money.invalid` for a fraction or an unknown currency, `money.overflow` beyond 2^53 − 1.
 */
export function of(amount: number, currency: string): Money {
  if (!isCurrency(currency)) throw unknownCurrency(currency)
  if (!Number.isFinite(amount) || Math.trunc(amount) !== amount) throw notWhole(amount, currency)
  return within(amount, currency)
}

/** Creates money from decimal text as `parse` does: `fromDecimal('124.00', 'USD')`. @throws what `parse` refuses */
export function fromDecimal(text: string, currency: string): Money {
  const parsed = parse(text, currency)
  if (parsed.ok) return parsed.value

  throw parsed.error
}

/**
 * Reads an amount as it comes from a file or a person, and what `toDecimal`, `toText` and `format` write:
 * see `decimalIn`. Nothing is rounded: more decimals than the currency has are refused unless they are
 * zeros. Refuses with `money.invalid` or `money.overflow`.
 *
 * @throws CoreError `money.invalid` when there is no such currency.
 */
export function parse(text: string, currency: string): Result<Money> {
  const digits = minorDigits(currency)
  const [, sign = '', whole = '', decimals = ''] = decimalText.exec(decimalIn(text, currency)) ?? []
  const fraction = decimals.slice(0, digits)
  const isExact = onlyZeros.test(decimals.slice(digits))
  if (whole === '' || !isExact) return Err(notAnAmount(text, currency))

  const amount = Number(`${sign}${whole}${fraction.padEnd(digits, '0')}`)
  if (!Number.isSafeInteger(amount)) return Err(overflow(excerpt(text), currency))
  return Ok(within(amount, currency))
}

/** Writes the amount with all its decimals and no separators: `124.00`. What `fromDecimal` reads back. */
export function toDecimal({ amount, currency }: Money): string {
  const digits = minorDigits(currency)
  if (digits === 0) return String(amount)

  const text = String(Math.abs(amount)).padStart(digits + 1, '0')
  const point = text.length - digits
  return `${amount < 0 ? '-' : ''}${text.slice(0, point)}.${text.slice(point)}`
}

/** Writes decimals and currency, as in errors and logs: `124.00 USD`. */
export function toText(money: Money): string {
  return `${toDecimal(money)} ${money.currency}`
}

/** Writes money as people of a locale (BCP 47) do: `$124.00`. An unknown locale is written as English. */
export function format(money: Money, locale: string): string {
  return formatCurrency(toDecimal(money), money.currency, locale)
}

/** Tells whether a value from outside is money: a safe integer and a known currency. */
export function isMoney(value: unknown): value is Money {
  if (typeof value !== 'object' || value === null) return false
  if (!('amount' in value && 'currency' in value)) return false

  const { amount, currency } = value
  return Number.isSafeInteger(amount) && typeof currency === 'string' && isCurrency(currency)
}

/** Adds. @throws CoreError `money.mixed-currencies`, `money.overflow`; `money.invalid` for what is no money */
export function add(left: Money, right: Money): Money {
  requireOneCurrency(left, right)
  return within(left.amount + right.amount, left.currency)
}

/** Subtracts the right from the left. @throws CoreError as `add` */
export function subtract(left: Money, right: Money): Money {
  requireOneCurrency(left, right)
  return within(left.amount - right.amount, left.currency)
}

/** Turns a debt into a credit, and back. @throws CoreError `money.invalid` for what is no money */
export function negate(money: Money): Money {
  requireMoney(money)
  return { amount: 0 - money.amount, currency: money.currency }
}

/** Adds up; of nothing, the sum is zero. @throws CoreError as `add` */
export function sum(parts: Iterable<Money>, currency: string): Money {
  let total = of(0, currency)
  for (const part of parts) total = add(total, part)
  return total
}

/**
 * Multiplies by a decimal rate: `multiply(net, '0.19')`. The product is exact, then rounded once.
 *
 * A rate given as a number counts as its shortest decimal text: 0.1 is one tenth.
 *
 * @throws CoreError `money.overflow`; `money.invalid` when the rate is no decimal, or what is multiplied no money.
 */
export function multiply(
  money: Money,
  rate: string | number,
  rounding: Rounding = 'half-even',
): Money {
  requireMoney(money)
  const { numerator, denominator, exact } = rateOf(rate)
  const product = money.amount * numerator
  if (Number.isSafeInteger(product)) {
    return within(divide(product, denominator, rounding), money.currency)
  }

  const exactProduct = BigInt(money.amount) * exact.numerator
  return within(Number(divideBig(exactProduct, exact.denominator, rounding)), money.currency)
}

/**
 * Shares money out by ratios such as `[50, 30, 20]`; the shares add up to exactly the money.
 *
 * Each share is its exact part, rounded up or down to a whole minor unit so that, counted from the
 * first, the shares never fall short: 1.00 by `[1, 1, 1]` is 0.34, 0.33, 0.33.
 *
 * @throws CoreError `money.invalid` unless the ratios are whole numbers, 0 or more, and not all 0, or for what is no money.
 */
export function allocate(money: Money, ratios: readonly number[]): Money[] {
  requireMoney(money)
  const { amount, currency } = money
  const total = totalOf(ratios)
  const shares: Money[] = []
  let ratiosSoFar = 0
  let given = 0
  for (const ratio of ratios) {
    ratiosSoFar += ratio
    const due = partOf(amount, ratiosSoFar, total)
    shares.push({ amount: due - given, currency })
    given = due
  }
  return shares
}

/** Orders two amounts of one currency: −1, 0 or 1. @throws CoreError `money.mixed-currencies`; `money.invalid` for what is no money */
export function compare(left: Money, right: Money): -1 | 0 | 1 {
  requireOneCurrency(left, right)
  if (left.amount === right.amount) return 0
  return left.amount < right.amount ? -1 : 1
}

// Types end where data comes from outside: a fraction of a cent would go on unseen.
function requireMoney({ amount, currency }: Money): void {
  if (Number.isSafeInteger(amount) && isCurrency(currency)) return

  throw isCurrency(currency) ? notWhole(amount, currency) : unknownCurrency(currency)
}

function requireOneCurrency(left: Money, right: Money): void {
  requireMoney(left)
  if (left.currency === right.currency && Number.isSafeInteger(right.amount)) return

  requireMoney(right)
  const both = `${toText(left)} and ${toText(right)}`
  throw new CoreError(
    'money.mixed-currencies',
    `${both} cannot be combined; convert one of them first`,
    { left, right },
  )
}

function notWhole(amount: unknown, currency: string): CoreError {
  const unit = `whole numbers of its minor unit, 1 ${currency} being ${10 ** minorDigits(currency)}`
  const sentence = `${excerpt(amount)} is not an amount of ${currency}; allowed are ${unit}`
  return new CoreError('money.invalid', sentence, { amount: Number(amount), currency })
}

function within(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount)) throw overflow(amount, currency)

  return { amount: amount + 0, currency } // makes -0 a 0: the two are equal money and unequal data
}

function overflow(value: number | string, currency: string): CoreError {
  const most = toText({ amount: Number.MAX_SAFE_INTEGER, currency })
  return new CoreError(
    'money.overflow',
    `${value} leaves what money can hold: at most ${most}, up or down`,
    { value, currency },
  )
}

function notAnAmount(text: string, currency: string): CoreError {
  const digits = minorDigits(currency)
  const example = toDecimal({ amount: 123_400, currency })
  const allowed = `digits and at most ${digits} decimals behind a point, such as ${example}, with or without ${currency} behind`
  return new CoreError(
    'money.invalid',
    `"${excerpt(text)}" is not an amount of ${currency}; allowed are ${allowed}`,
    { text: excerpt(text), currency },
  )
}

const decimalText = /^(-?)(\d+)(?:\.(\d+))?$/
const onlyZeros = /^0*$/

function totalOf(ratios: readonly number[]): number {
  let total = 0
  for (const ratio of ratios) {
    total += ratio >= 0 && Number.isSafeInteger(ratio) ? ratio : Number.NaN
  }
  if (total > 0 && Number.isSafeInteger(total)) return total

  const rule = 'allowed are whole numbers, 0 or more, and not all 0'
  const shown = ratios.slice(0, 20)
  throw new CoreError('money.invalid', `money cannot be shared by [${shown.join(', ')}]; ${rule}`, {
    ratios: shown,
  })
}

/** What is due after `ratio` of `total`, rounded away from zero. */
function partOf(amount: number, ratio: number, total: number): number {
  const product = amount * ratio
  if (Number.isSafeInteger(product)) return divideUp(product, total)

  return Number(divideBig(BigInt(amount) * BigInt(ratio), BigInt(total), 'up'))
}
