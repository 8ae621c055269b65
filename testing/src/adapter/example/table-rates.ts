/** An adapter for exchange rates, as one would write it: the example of docs/adapters.md. */
import { adapterRefused, type FxRatesAdapter, isCurrency } from '@plinth/core'

/** What one euro is worth, by currency. */
export type EuroTable = Readonly<Record<string, string>>

/** Exchange rates from a table that somebody has written down. */
export function tableRates(table: EuroTable, since: number): FxRatesAdapter {
  const rates: FxRatesAdapter = {
    name: 'table',
    async rate({ from, to, at = since }) {
      if (from === to && isCurrency(from)) return { from, to, rate: '1', at }

      const rate = from === 'EUR' ? table[to] : inverse(to === 'EUR' ? table[from] : undefined)
      if (rate !== undefined && at >= since) return { from, to, rate, at: since }
      throw adapterRefused(rates, { reason: `has no rate ${from}/${to}`, facts: { from, to } })
    },
  }
  return rates
}

function inverse(rate: string | undefined): string | undefined {
  return rate === undefined ? undefined : (1 / Number(rate)).toFixed(6)
}
