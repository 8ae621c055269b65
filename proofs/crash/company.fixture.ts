/** A company as it should be after one order: what the tests of the judges break in one place each. */
import type { Entry } from './journal.ts'
import type { StoredCompany } from './stored-company.ts'

/** One order of two lines was meant, and acknowledged. */
export const journal: readonly Entry[] = [
  {
    mark: 1,
    roles: ['clerk'],
    customerId: 'cus_1',
    lines: [
      { productId: 'prod_tea', quantity: 2 },
      { productId: 'prod_honey', quantity: 1 },
    ],
    acknowledgedAs: 'ord_1',
  },
]

/** It is stored whole, and has had its effects. */
export const company: StoredCompany = {
  orders: [
    {
      id: 'ord_1',
      version: 2,
      mark: 1,
      customerId: 'cus_1',
      status: 'placed',
      number: 'SO-1',
      total: 500,
    },
  ],
  lines: [
    { id: 'oln_1', version: 1, orderId: 'ord_1', productId: 'prod_tea', quantity: 2, total: 400 },
    { id: 'oln_2', version: 1, orderId: 'ord_1', productId: 'prod_honey', quantity: 1, total: 100 },
  ],
  stock: [
    { id: 'stk_tea', version: 2, productId: 'prod_tea', reserved: 2 },
    { id: 'stk_honey', version: 2, productId: 'prod_honey', reserved: 1 },
  ],
  reservations: [
    { id: 'res_1', version: 1, orderId: 'ord_1', stockItemId: 'stk_tea', quantity: 2 },
    { id: 'res_2', version: 1, orderId: 'ord_1', stockItemId: 'stk_honey', quantity: 1 },
  ],
  events: [
    event('inventory.stock-item.created', 'stk_tea', 1),
    event('inventory.stock-item.created', 'stk_honey', 1),
    event('sales.order.created', 'ord_1', 1),
    event('sales.order-line.created', 'oln_1', 1),
    event('sales.order-line.created', 'oln_2', 1),
    event('sales.order.updated', 'ord_1', 2),
    event('sales.order.placed', 'ord_1', 2),
    event('inventory.stock-item.updated', 'stk_tea', 2),
    event('inventory.reservation.created', 'res_1', 1),
    { ...event('inventory.stock.reserved', 'stk_tea', 2), orderId: 'ord_1' },
    event('inventory.stock-item.updated', 'stk_honey', 2),
    event('inventory.reservation.created', 'res_2', 1),
    { ...event('inventory.stock.reserved', 'stk_honey', 2), orderId: 'ord_1' },
  ],
  receipts: ['inventory.reserve-stock sales.order.placed ord_1 2'],
  waiting: 0,
}

/** The company without the first thing of a list that fits. */
export function without(
  list: 'orders' | 'lines' | 'reservations' | 'events',
  text: string,
): StoredCompany {
  const at = company[list].findIndex((item) => JSON.stringify(item).includes(text))
  return { ...company, [list]: company[list].filter((_, index) => index !== at) }
}

function event(type: string, aggregateId: string, version: number) {
  return { id: `${type} ${aggregateId} ${version}`, type, aggregateId, version, orderId: null }
}
