/** Who may buy on credit: a rule as data, so that a tenant can tighten it without a deploy. */
import { defineRule } from '@plinth/core'
import { Order } from './order.ts'

export const withinCredit = defineRule('sales.within-credit', Order, {
  or: [
    { field: 'entity.total', op: 'lte', value: { ref: 'entity.customer.creditLimit' } },
    { field: 'actor.roles', op: 'contains', value: 'sales-manager' },
  ],
})
