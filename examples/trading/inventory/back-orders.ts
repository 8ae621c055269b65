/** What has been promised and is not in the house. */
import { defineQuery, permission } from '@plinth/core'
import { StockItem } from './stock-item.ts'

export const backOrders = defineQuery('inventory.backOrders', {
  description: 'The stock items of which more is reserved than there is.',
  input: {},
  allow: permission('inventory.stock-item.read'),
  async handle(_query, ctx) {
    return ctx.repo(StockItem).findAll({ field: 'reserved', op: 'gt', value: { ref: 'quantity' } })
  },
})
