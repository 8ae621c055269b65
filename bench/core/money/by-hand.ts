/** Money as one would handle it by hand who trusts every amount: no check of currency or range. */
import type { Money } from '@plinth/core'

/** Adds. */
export function add(left: Money, right: Money): Money {
  return { amount: left.amount + right.amount, currency: left.currency }
}

/** Shares out by ratios; what is left over goes to the first shares, a unit each. */
export function allocate({ amount, currency }: Money, ratios: readonly number[]): Money[] {
  let total = 0
  for (const ratio of ratios) total += ratio
  let left = amount
  const shares: { amount: number; currency: string }[] = []
  for (const ratio of ratios) {
    const share = Math.floor((amount * ratio) / total)
    left -= share
    shares.push({ amount: share, currency })
  }
  for (const share of shares) {
    if (left === 0) break
    share.amount += 1
    left -= 1
  }
  return shares
}

/** Multiplies by a rate, with the rounding that is at hand. */
export function multiply({ amount, currency }: Money, rate: number): Money {
  return { amount: Math.round(amount * rate), currency }
}
