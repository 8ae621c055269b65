/** What inventory tells the others. */
import { defineEvent, field } from '@plinth/core'
import { StockItem } from './stock-item.ts'

export const stockReserved = defineEvent('inventory.stock.reserved', {
  stockItemId: field.ref(StockItem),
  orderId: field.ref('Order'),
  quantity: field.integer(),
})

/** `missing` is how many of what the order was promised are not in the house. */
export const stockShort = defineEvent('inventory.stock.short', {
  stockItemId: field.ref(StockItem),
  orderId: field.ref('Order'),
  missing: field.integer(),
})
