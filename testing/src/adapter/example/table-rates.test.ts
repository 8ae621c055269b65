import { describeFxRates } from '@plinth/testing/contracts'
import { expect, test } from 'vitest'
import { tableRates } from './table-rates.ts'

describeFxRates(async () => tableRates({ USD: '1.0845', CHF: '0.9371' }, 0))

test('the table is what counts', async () => {
  const rates = tableRates({ CHF: '0.9371' }, 0)

  expect(await rates.rate({ from: 'EUR', to: 'CHF' })).toMatchObject({ rate: '0.9371', at: 0 })
})
