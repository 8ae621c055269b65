/** Amounts of money, as people say them. */
import { type Money, money } from '@plinth/core'

/** Makes an amount in US dollars: `usd(124)` is 124.00 USD, `usd(0.5)` fifty cents. */
export function usd(dollars: number): Money {
  return money.fromDecimal(String(dollars), 'USD')
}

/** Makes an amount in euros: `eur(9.95)`. */
export function eur(euros: number): Money {
  return money.fromDecimal(String(euros), 'EUR')
}
