/** What comes from outside is refused with a code and a short sentence, however long it is. */
import { expect, test } from 'vitest'
import { CoreError } from '../../errors/index.ts'
import { money } from '../index.ts'
import { timestampOfUlid } from '../id/ulid.ts'

const huge = '9'.repeat(1_000_000)
const usd = money.of(100, 'USD')

test.each([
  ['an id', 'id.invalid', () => timestampOfUlid(huge)],
  ['a currency', 'money.invalid', () => money.of(1, huge)],
  ['an amount', 'money.overflow', () => money.fromDecimal(huge, 'USD')],
  ['a text that is no amount', 'money.invalid', () => money.fromDecimal(`${huge}x`, 'USD')],
  ['a rate', 'money.invalid', () => money.multiply(usd, huge)],
  [
    'ratios',
    'money.invalid',
    () =>
      money.allocate(
        usd,
        Array.from(huge, () => -1),
      ),
  ],
])('%s of a million characters', (_what, code, take) => {
  const refusal = refusalOf(take)

  expect(refusal.code).toBe(code)
  expect(refusal.message.length).toBeLessThan(400)
  expect(JSON.stringify(refusal.facts).length).toBeLessThan(400)
})

test('a locale of a million characters is written as English, and not kept', () => {
  expect(money.format(usd, huge)).toBe('$1.00')
})

function refusalOf(take: () => unknown): CoreError {
  try {
    take()
  } catch (error) {
    if (error instanceof CoreError) return error
  }
  throw new Error('nothing was refused')
}
