/** Exchange rates in memory, as a test sets them. */
import {
  adapterRefused,
  type Clock,
  type FxRate,
  type FxRatesAdapter,
  isCurrency,
} from '@plinth/core'

/** Rates that a test sets. */
export interface MemoryFxRates extends FxRatesAdapter {
  /** Makes one unit of `from` so many of `to` from now on. The way back is not known by it. */
  set(rate: Omit<FxRate, 'at'>): void
}

/** Creates rates: one euro is 1.25 US dollars since 1970, and a dollar 0.8 euros. */
export function memoryFxRates(clock: Clock): MemoryFxRates {
  const rates: FxRate[] = [
    { from: 'EUR', to: 'USD', rate: '1.25', at: 0 },
    { from: 'USD', to: 'EUR', rate: '0.8', at: 0 },
  ]
  const fxRates: MemoryFxRates = {
    name: 'memory',
    set(rate) {
      rates.push({ ...rate, at: clock.now() })
    },
    async rate({ from, to, at = clock.now() }) {
      if (from === to && isCurrency(from)) return { from, to, rate: '1', at }

      const known = rates.filter((rate) => rate.from === from && rate.to === to && rate.at <= at)
      const rate = known.toSorted((one, other) => one.at - other.at).at(-1)
      if (rate) return rate
      throw adapterRefused(fxRates, {
        reason: `knows no rate ${from}/${to}`,
        facts: { from, to, at },
      })
    },
  }
  return fxRates
}
