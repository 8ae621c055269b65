/** Compares two values as every rule does: never coerced, texts by code point, money within its currency. */
import type { Money } from '../primitives/money/money.ts'
import { orderOfTexts } from '../primitives/text/order-of-texts.ts'

/** Tells whether two values are the same: equal texts, numbers or truth values, both absent, or equal money. */
export function isSame(one: unknown, other: unknown): boolean {
  if (isMoneyLike(one)) {
    return isMoneyLike(other) && one.amount === other.amount && one.currency === other.currency
  }
  if (typeof one === 'object' || one === undefined) return isAbsent(one) && isAbsent(other)
  return one === other
}

/**
 * Orders two values: below 0, 0 or above 0. Two texts, two finite numbers, or two amounts of one currency
 * have an order; anything else has none, which is NaN: no comparison with it holds.
 */
export function orderOf(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return orderOfNumbers(one, other)
  if (typeof one === 'string' && typeof other === 'string') return orderOfTexts(one, other)
  if (!isMoneyLike(one) || !isMoneyLike(other) || one.currency !== other.currency) return Number.NaN
  return orderOfNumbers(one.amount, other.amount)
}

/** Tells whether nothing is there: null, or undefined. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined
}

/** Tells whether a value has the form of money. Facts are trusted to be in range and of a known currency. */
export function isMoneyLike(value: unknown): value is Money {
  if (typeof value !== 'object' || value === null) return false
  if (!('amount' in value && 'currency' in value)) return false
  return typeof value.amount === 'number' && typeof value.currency === 'string'
}

function orderOfNumbers(one: number, other: number): number {
  if (!Number.isFinite(one) || !Number.isFinite(other)) return Number.NaN
  if (one === other) return 0
  return one < other ? -1 : 1
}
