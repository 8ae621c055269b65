/** What every source of exchange rates must do. */
import { type FxRatesAdapter, money } from '@plinth/core'
import { describe, expect, test } from 'vitest'

/** Runs the suite, on rates that know euros and US dollars. */
export function describeFxRates(open: () => Promise<FxRatesAdapter>): void {
  describe('as every source of exchange rates', () => {
    test('a rate is a decimal above nothing that money can be multiplied by', async () => {
      const rates = await open()

      const { from, to, rate } = await rates.rate({ from: 'EUR', to: 'USD' })

      expect([from, to]).toEqual(['EUR', 'USD'])
      expect(rate).toMatch(/^\d+(\.\d+)?$/)
      expect(money.multiply(money.of(100_00, 'EUR'), rate).amount).toBeGreaterThan(0)
    })

    test('there and back is about where one was', async () => {
      const rates = await open()

      const there = await rates.rate({ from: 'EUR', to: 'USD' })
      const back = await rates.rate({ from: 'USD', to: 'EUR' })

      expect(Number(there.rate) * Number(back.rate)).toBeCloseTo(1, 1)
    })

    test('from a currency to itself it is 1', async () => {
      const rates = await open()

      expect(await rates.rate({ from: 'EUR', to: 'EUR' })).toMatchObject({ rate: '1' })
    })

    test('a rate of a moment is not from later', async () => {
      const rates = await open()
      const { at: latest } = await rates.rate({ from: 'EUR', to: 'USD' })

      const { at } = await rates.rate({ from: 'EUR', to: 'USD', at: latest })

      expect(at).toBeLessThanOrEqual(latest)
    })

    test.each([
      { from: 'EUR', to: 'QQQ' },
      { from: 'qqq', to: 'qqq' },
    ])('a currency that is none is refused: $from to $to', async (pair) => {
      const rates = await open()

      await expect(rates.rate(pair)).rejects.toMatchObject({
        code: 'adapter.refused',
        facts: pair,
      })
    })
  })
}
