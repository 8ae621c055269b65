/** How much of a product there is, and how much of it is promised. */
import { entityClass, field } from '@plinth/core'

export class StockItem extends entityClass({
  name: 'StockItem',
  idPrefix: 'stk_',
  fields: {
    productId: field.ref('Product', { unique: true }),
    // May go below zero: more has left the house than the books knew of.
    quantity: field.integer(),
    // May exceed the quantity: the difference is on back order.
    reserved: field.integer({ min: 0, default: 0 }),
    onOrder: field.integer({ min: 0, default: 0 }),
  },
}) {}
