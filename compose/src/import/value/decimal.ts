/** Exact decimals: what stands in a file is multiplied as it is written, and rounded once, later. */

/** `digits × 10^−scale`: 12.50 is 1250 with scale 2. */
export interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

/** Reads `12`, `-0.5`; undefined for anything else, and for more than 40 characters. */
export function decimalOf(text: string): Decimal | undefined {
  const match = text.length <= longest ? decimalText.exec(text) : null
  if (!match) return undefined

  const [, sign = '', whole = '', fraction = ''] = match
  return { digits: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length }
}

/** Multiplies; nothing is rounded. */
export function times(one: Decimal, other: Decimal): Decimal {
  return { digits: one.digits * other.digits, scale: one.scale + other.scale }
}

/** What is left of one: 0.15 gives 0.85. */
export function oneMinus({ digits, scale }: Decimal): Decimal {
  return { digits: 10n ** BigInt(scale) - digits, scale }
}

/** Writes a decimal as `decimalOf` reads it, without zeros at its end. */
export function textOf({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : ''
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0')
  const whole = text.slice(0, text.length - scale)
  const fraction = text.slice(text.length - scale).replace(/0+$/, '')
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`
}

const longest = 40
const decimalText = /^(-?)(\d+)(?:\.(\d+))?$/
