/** What an order has been promised of a stock item, until it is shipped or cancelled. */
import { entityClass, field } from '@plinth/core'
import { StockItem } from './stock-item.ts'

export class Reservation extends entityClass({
  name: 'Reservation',
  idPrefix: 'res_',
  uniqueConstraints: [['orderId', 'stockItemId']],
  fields: {
    orderId: field.ref('Order', { indexed: true }),
    stockItemId: field.ref(StockItem),
    quantity: field.integer({ min: 1 }),
  },
}) {}
