/** Waits until the news of all orders has reached the stock, as far as that can be seen from outside. */
import { setTimeout as delay } from 'node:timers/promises'
import { apiOf, readAll } from '../api/api.ts'
import { numberAt, textAt, valueAt } from '../api/json.ts'

/** How long it may take. What has not arrived by then is for the proof to name. */
const patienceMs = 30_000

/** Waits; gives the milliseconds that it took, or null when time was up. */
export async function settle(url: string): Promise<number | null> {
  const roles = ['sales-manager', 'buyer']
  const api = apiOf(url, { organization: 'org_north', actor: 'usr_auditor', roles })
  const startedAt = performance.now()
  const orders = await readAll(api, '/api/v1/sales/orders')
  const ours = new Set(
    orders.flatMap((order) => (valueAt(order, 'requiredAt') === null ? [] : [textAt(order, 'id')])),
  )
  const lines = await readAll(api, '/api/v1/sales/order-lines')
  const wanted = sumOf(
    lines.filter((line) => ours.has(textAt(line, 'orderId'))),
    'quantity',
  )

  for (; performance.now() - startedAt < patienceMs; await delay(100)) {
    const stock = await readAll(api, '/api/v1/inventory/stock-items')
    if (sumOf(stock, 'reserved') === wanted) return Math.round(performance.now() - startedAt)
  }
  return null
}

function sumOf(records: readonly unknown[], key: string): number {
  return records.reduce<number>((sum, record) => sum + numberAt(record, key), 0)
}
