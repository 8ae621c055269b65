/** Divides whole numbers exactly, and rounds what is left over in a named way. */

/**
 * Where a result goes that lies between two whole numbers.
 *
 * - `half-even`: to the nearer one, from the middle to the even one (what banks and IEEE 754 do)
 * - `half-up`: to the nearer one, from the middle away from zero (what schools teach)
 * - `up`: away from zero; `down`: toward zero
 * - `ceiling`: to the greater one; `floor`: to the smaller one
 */
export type Rounding = 'half-even' | 'half-up' | 'up' | 'down' | 'ceiling' | 'floor'

/** Divides safe integers; the divisor is positive. The quotient is exact but for the named rounding. */
export function divide(dividend: number, divisor: number, rounding: Rounding): number {
  const quotient = truncated(dividend, divisor)
  const rest = dividend - quotient * divisor
  if (rest === 0) return quotient

  const negative = rest < 0
  const middle = (negative ? -rest : rest) * 2 - divisor
  const away = goesAway[rounding](middle, quotient % 2 !== 0, negative)
  return away ? quotient + (negative ? -1 : 1) : quotient
}

/** Divides safe integers and rounds away from zero, as `divide` does with `up`. The divisor is positive. */
export function divideUp(dividend: number, divisor: number): number {
  const quotient = Math.trunc(dividend / divisor)
  const rest = dividend - quotient * divisor
  if (dividend < 0) return rest < 0 ? quotient - 1 : quotient + 0
  return rest > 0 ? quotient + 1 : quotient
}

// A remainder costs three times a division. The quotient of doubles may be rounded to the next whole
// number; then what it leaves has the other sign.
function truncated(dividend: number, divisor: number): number {
  const quotient = Math.trunc(dividend / divisor) + 0
  const rest = dividend - quotient * divisor
  if (dividend < 0) return rest > 0 ? quotient + 1 : quotient
  return rest < 0 ? quotient - 1 : quotient
}

/** Divides as `divide` does, whole numbers of any size. */
export function divideBig(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  const rest = dividend % divisor
  const quotient = dividend / divisor
  if (rest === 0n) return quotient

  const negative = rest < 0n
  const middle = (negative ? -rest : rest) * 2n - divisor
  const away = goesAway[rounding](signOf(middle), quotient % 2n !== 0n, negative)
  return away ? quotient + (negative ? -1n : 1n) : quotient
}

/**
 * Whether a quotient that was cut toward zero takes one more step away from it. `middle` is below, at
 * or above 0 as the part cut off is below, at or above one half.
 */
type Step = (middle: number, odd: boolean, negative: boolean) => boolean

const goesAway: Readonly<Record<Rounding, Step>> = {
  'half-even': (middle, odd) => middle > 0 || (middle === 0 && odd),
  'half-up': (middle) => middle >= 0,
  up: () => true,
  down: () => false,
  ceiling: (_middle, _odd, negative) => !negative,
  floor: (_middle, _odd, negative) => negative,
}

function signOf(value: bigint): number {
  if (value === 0n) return 0
  return value < 0n ? -1 : 1
}
