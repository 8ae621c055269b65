/** Exact amounts in cents, by integers alone: what checks money must not count as the system does. */

/** A decimal as a fraction of whole numbers: 12.5 is 125 / 10. */
export interface Fraction {
  readonly over: bigint
  readonly under: bigint
}

/** Reads a decimal. @throws Error when the text is none */
export function fractionOf(text: string): Fraction {
  const [, whole, decimals = ''] = /^(-?\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === undefined) throw new Error(`"${text}" is no decimal`)
  return { over: BigInt(whole + decimals), under: 10n ** BigInt(decimals.length) }
}

/** Multiplies exactly. */
export function product(one: Fraction, other: Fraction): Fraction {
  return { over: one.over * other.over, under: one.under * other.under }
}

/** What is left of one. */
export function oneMinus({ over, under }: Fraction): Fraction {
  return { over: under - over, under }
}

/** Rounds an amount of dollars, not below zero, to cents; a half goes to the even cent. */
export function centsOf({ over, under }: Fraction): bigint {
  const whole = (over * 100n) / under
  const twiceRest = ((over * 100n) % under) * 2n
  if (twiceRest === under) return whole + (whole % 2n)
  return twiceRest > under ? whole + 1n : whole
}

/** Adds amounts up. */
export function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n)
}

/** Writes cents as people do: `1,265,793.02`. */
export function dollars(cents: bigint): string {
  const whole = String(cents / 100n).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${whole}.${String(cents % 100n).padStart(2, '0')}`
}
