/** What order lines come to. */
import { type Money, money } from '@plinth/core'
import type { OrderLine } from './order-line.ts'

/** Multiplies price, quantity and what the discount leaves; rounded once, half-even, to the minor unit. */
export function lineTotal({
  quantity,
  unitPrice,
  discount,
}: Pick<OrderLine, 'quantity' | 'unitPrice' | 'discount'>): Money {
  return money.multiply(money.multiply(unitPrice, quantity), shareLeft(discount))
}

/** Adds up the totals of one line or more. @throws CoreError `money.mixed-currencies` */
export function totalOf(lines: readonly Pick<OrderLine, 'total'>[]): Money {
  return lines.map(({ total }) => total).reduce((sum, total) => money.add(sum, total))
}

// In ten thousandths, because 1 - 0.07 is 0.9299999999999999.
function shareLeft(discount: number): number {
  return (10_000 - Math.round(discount * 10_000)) / 10_000
}
