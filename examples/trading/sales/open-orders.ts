/** What is still to be paid or shipped. */
import { defineQuery, field, permission } from '@plinth/core'
import { Customer } from './customer.ts'
import { Order } from './order.ts'

export const openOrders = defineQuery('sales.openOrders', {
  description: 'Orders that are placed or paid and not yet shipped, the oldest first.',
  input: {
    customerId: field.ref(Customer, { optional: true }),
    limit: field.integer({ min: 1, max: 500, default: 50 }),
    after: field.string({ optional: true }),
  },
  allow: permission('sales.order.read'),
  async handle({ params: { customerId, limit, after } }, ctx) {
    return ctx
      .repo(Order)
      .findMany(
        { status: { in: ['placed', 'paid'] }, ...(customerId === null ? {} : { customerId }) },
        { sort: [{ field: 'placedAt' }], limit, ...(after === null ? {} : { after }) },
      )
  },
})
