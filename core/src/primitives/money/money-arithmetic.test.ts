/** Money adds up, divides and compares to the last minor unit. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CoreError } from '../../errors/index.ts'
import { currencies } from './currency.ts'
import { type Money, money, type Rounding } from '../index.ts'

const usd = (amount: number) => money.of(amount, 'USD')
const most = Number.MAX_SAFE_INTEGER

const amounts = fc.maxSafeInteger()
const anyMoney = fc.record({ amount: amounts, currency: fc.constantFrom(...currencies) })

describe('adding', () => {
  test('amounts of one currency add up and take away', () => {
    expect(money.add(usd(70), usd(30))).toEqual(usd(100))
    expect(money.subtract(usd(70), usd(100))).toEqual(usd(-30))
    expect(money.negate(usd(70))).toEqual(usd(-70))
    expect(money.sum([usd(1), usd(2), usd(3)], 'USD')).toEqual(usd(6))
  })

  test('the sum of nothing is zero of its currency', () => {
    expect(money.sum([], 'JPY')).toEqual({ amount: 0, currency: 'JPY' })
  })

  const eur = money.of(300, 'EUR')
  const mixed = expect.objectContaining({
    code: 'money.mixed-currencies',
    message: '124.00 USD and 3.00 EUR cannot be combined; convert one of them first',
  })

  test.each([
    ['added', () => money.add(usd(12_400), eur)],
    ['subtracted', () => money.subtract(usd(12_400), eur)],
    ['compared', () => money.compare(usd(12_400), eur)],
    ['summed', () => money.sum([usd(12_400), eur], 'USD')],
  ])('two currencies are not %s', (_verb, combine) => {
    expect(combine).toThrow(mixed)
  })

  test.each([
    ['a sum', () => money.add(usd(most), usd(1))],
    ['a difference', () => money.subtract(usd(-most), usd(1))],
    ['a product', () => money.multiply(usd(most), 2)],
    ['a huge product', () => money.multiply(usd(most), '1e300')],
  ])('%s that is too large to be exact is refused', (_case, combine) => {
    expect(combine).toThrow(expect.objectContaining({ code: 'money.overflow' }))
  })

  test('amounts of one currency are ordered', () => {
    const sorted = [usd(3), usd(-1), usd(2)].toSorted(money.compare)

    expect(sorted).toEqual([usd(-1), usd(2), usd(3)])
    expect(money.compare(usd(2), usd(2))).toBe(0)
  })

  test('law: a sum or difference is the exact one, or is refused when that is too large', () => {
    fc.assert(
      fc.property(amounts, amounts, (left, right) => {
        const [total, difference] = [BigInt(left) + BigInt(right), BigInt(left) - BigInt(right)]

        expect(outcome(() => money.add(usd(left), usd(right)))).toEqual(exactly(total))
        expect(outcome(() => money.subtract(usd(left), usd(right)))).toEqual(exactly(difference))
      }),
    )
  })
})

describe('multiplying', () => {
  test.each([
    [100, '0.19', 19],
    [50, '0.19', 10],
    [150, '0.19', 28],
    [250, '0.01', 2],
    [350, '0.01', 4],
    [-250, '0.01', -2],
    [1, '-1', -1],
    [0, '-1', 0],
    [most, '1', most],
    [most, '0.1', 900_719_925_474_099],
    [12_345, 3, 37_035],
    [1_000_000, 1e-7, 0],
    [12_345, '5e-324', 0],
  ])('%d × %s is %d, half to the even', (amount, rate, product) => {
    expect(money.multiply(usd(amount), rate)).toEqual(usd(product))
  })

  test('a number is the decimal that it shows: 1.005 is not 1.00499999999999989', () => {
    expect(money.multiply(usd(100_000), 1.005)).toEqual(usd(100_500))
    expect(money.multiply(usd(100), 1.005, 'half-up')).toEqual(usd(101))
  })

  const roundings: [Rounding, number, number][] = [
    ['half-even', 2, -2],
    ['half-up', 3, -3],
    ['up', 3, -3],
    ['down', 2, -2],
    ['ceiling', 3, -2],
    ['floor', 2, -3],
  ]
  test.each(roundings)('%s takes 2.5 cents to %d and -2.5 to %d', (rounding, up, down) => {
    expect(money.multiply(usd(5), '0.5', rounding)).toEqual(usd(up))
    expect(money.multiply(usd(-5), '0.5', rounding)).toEqual(usd(down))
  })

  test('law: a product is the exact one, half to the even', () => {
    const units = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n })

    fc.assert(
      fc.property(amounts, units, fc.integer({ min: 1, max: 20 }), (amount, digits, scale) => {
        const expected = halfEven(BigInt(amount) * digits, 10n ** BigInt(scale))
        fc.pre(expected <= BigInt(most) && expected >= -BigInt(most))

        const product = money.multiply(usd(amount), decimalText(digits, scale))

        expect(BigInt(product.amount)).toBe(expected)
      }),
    )
  })
})

describe('allocating', () => {
  test.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [1_037, [50, 30, 20], [519, 311, 207]],
    [5, [0, 1, 0, 1], [0, 3, 0, 2]],
    [0, [1, 2], [0, 0]],
    [most, [most - 1, 1], [most - 1, 1]],
  ])('%d cents by %j are %j', (amount, ratios, shares) => {
    expect(money.allocate(usd(amount), ratios)).toEqual(shares.map(usd))
  })

  test.each([[[]], [[0, 0]], [[-1, 2]], [[0.5, 0.5]], [[Number.NaN]], [[most, 1]]])(
    'by %j nothing is shared',
    (ratios) => {
      expect(() => money.allocate(usd(100), ratios)).toThrow(
        expect.objectContaining({ code: 'money.invalid' }),
      )
    },
  )

  test('law: the shares add up to the money, and each is its exact part rounded up or down', () => {
    const ratios = fc
      .array(fc.nat({ max: 2 ** 40 }), { minLength: 1, maxLength: 12 })
      .filter((parts) => parts.some((part) => part > 0))

    fc.assert(
      fc.property(anyMoney, ratios, (whole, parts) => {
        const shares = money.allocate(whole, parts)

        const total = BigInt(parts.reduce((left, right) => left + right, 0))
        expect(money.sum(shares, whole.currency)).toEqual(whole)
        shares.forEach((share, index) => {
          const off =
            BigInt(share.amount) * total - BigInt(whole.amount) * BigInt(parts[index] ?? 0)
          expect(off < total && off > -total).toBe(true)
        })
      }),
    )
  })
})

function outcome(compute: () => Money): Money | string {
  try {
    return compute()
  } catch (error) {
    return error instanceof CoreError ? error.code : String(error)
  }
}

function exactly(amount: bigint): Money | string {
  const fits = amount <= BigInt(most) && amount >= -BigInt(most)
  return fits ? usd(Number(amount)) : 'money.overflow'
}

/** The oracle: the nearest whole number, found by looking at both neighbours. */
function halfEven(dividend: bigint, divisor: bigint): bigint {
  const below = dividend / divisor - (dividend % divisor < 0n ? 1n : 0n)
  const toBelow = dividend - below * divisor
  const toAbove = (below + 1n) * divisor - dividend
  if (toBelow === toAbove) return below % 2n === 0n ? below : below + 1n
  return toBelow < toAbove ? below : below + 1n
}

function decimalText(digits: bigint, scale: number): string {
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0')
  return `${digits < 0n ? '-' : ''}${text.slice(0, -scale)}.${text.slice(-scale)}`
}
