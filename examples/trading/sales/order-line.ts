/** One product of an order, at the price and the discount of the day it was ordered. */
import { entityClass, field } from '@plinth/core'
import { Order } from './order.ts'

export class OrderLine extends entityClass({
  name: 'OrderLine',
  idPrefix: 'oln_',
  uniqueConstraints: [['orderId', 'productId']],
  fields: {
    orderId: field.ref(Order, { indexed: true }),
    productId: field.ref('Product', { indexed: true }),
    quantity: field.integer({ min: 1, max: 10_000 }),
    unitPrice: field.money({ min: 0 }),
    // The share of the price that is given away: 0.15 is fifteen per cent.
    discount: field.number({ min: 0, max: 1, default: 0 }),
    total: field.money({ min: 0 }),
  },
}) {}
