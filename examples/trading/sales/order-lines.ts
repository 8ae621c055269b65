/** What an order consists of. */
import { defineQuery, field, permission } from '@plinth/core'
import { Order } from './order.ts'
import { OrderLine } from './order-line.ts'

export const orderLines = defineQuery('sales.orderLines', {
  description: 'The lines of one order, in the order in which they were written.',
  input: { orderId: field.ref(Order) },
  allow: permission('sales.order-line.read'),
  async handle({ params }, ctx) {
    return ctx.repo(OrderLine).findAll({ orderId: params.orderId })
  },
})
