/** Reads a decimal number exactly, as the fraction that it is. */
import { CoreError } from '../../errors/index.ts'
import { boundedCache } from '../bounded-cache.ts'
import { excerpt } from '../text/excerpt.ts'

/** A rate as `numerator / denominator`; the denominator is a power of ten. */
export interface Rate {
  readonly exact: { readonly numerator: bigint; readonly denominator: bigint }
  /** The same as numbers: true as long as their products stay within the safe integers. */
  readonly numerator: number
  readonly denominator: number
}

/**
 * Reads `'0.19'`, `'-1.5'`, `'2e-7'`, or a number by its shortest decimal text: 0.1 is one tenth.
 *
 * @throws CoreError `money.invalid` when it is no decimal of at most 64 characters and 3 digits exponent.
 */
export const rateOf: (rate: string | number) => Rate = boundedCache(256, readRate)

const decimal = /^(-?\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/
const longestText = 64

function readRate(rate: string | number): Rate {
  const text = String(rate)
  const match = text.length <= longestText ? decimal.exec(text) : null
  if (!match) {
    throw new CoreError(
      'money.invalid',
      `"${excerpt(text)}" is not a rate; a rate is a decimal such as 0.19`,
      { rate: excerpt(text) },
    )
  }

  const [, whole = '', fraction = '', exponent = '0'] = match
  const shift = Number(exponent) - fraction.length
  const digits = BigInt(whole + fraction)
  const numerator = shift > 0 ? digits * 10n ** BigInt(shift) : digits
  const denominator = shift < 0 ? 10n ** BigInt(-shift) : 1n
  const exact = { numerator, denominator }
  return { exact, numerator: Number(numerator), denominator: Number(denominator) }
}
