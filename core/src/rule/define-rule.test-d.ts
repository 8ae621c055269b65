/** What the keyboard says of rules. */
import { field } from '../schema/index.ts'
import { defineRule } from './define-rule.ts'
import { defineRuleTemplate } from './define-template.ts'
import type { Filter } from './filter.ts'

const Order = {
  kind: 'entity',
  name: 'Order',
  shape: {
    number: { type: 'string' },
    total: { type: 'money' },
    customerId: { type: 'ref' },
    tagIds: { type: 'ref[]' },
  },
} as const

defineRule('sales.within-credit', Order, {
  or: [
    { field: 'entity.total', op: 'lte', value: { ref: 'entity.customer.creditLimit' } },
    { field: 'entity.tags.name', op: 'in', value: ['vip', 'staff'] },
    { field: 'entity.total.currency', op: 'eq', value: 'USD' },
    { field: 'entity.updatedAt', op: 'withinDays', value: 14 },
    { not: { field: 'actor.roles', op: 'contains', value: 'sales-manager' } },
    { field: 'payload.reason', op: 'exists' },
    { ref: 'sales.another' },
  ],
})
defineRule('any.recent', { field: 'whatever', op: 'withinDays', value: 14 })

// @ts-expect-error the entity has no such field
defineRule('sales.a', Order, { field: 'entity.totl', op: 'exists' })

// @ts-expect-error nor is there such a field to compare with
defineRule('sales.b', Order, { field: 'entity.total', op: 'lte', value: { ref: 'entity.limit' } })

// @ts-expect-error no ref leads to a supplier
defineRule('sales.c', Order, { and: [{ field: 'entity.supplier.name', op: 'exists' }] })

// @ts-expect-error there is no such root
defineRule('sales.d', Order, { field: 'order.total', op: 'exists' })

// @ts-expect-error there is no such operator
defineRule('sales.e', Order, { field: 'entity.total', op: 'under', value: 1 })

const atMost = defineRuleTemplate('sales.at-most', Order, {
  params: { limit: field.money(), reason: field.string({ optional: true }) },
  expr: {
    or: [
      { field: 'entity.total', op: 'lte', value: { param: 'limit' } },
      { field: 'payload.reason', op: 'eq', value: { param: 'reason' } },
    ],
  },
})
const limit = { amount: 100, currency: 'USD' }
defineRule('sales.small', Order, atMost({ limit }))
defineRule('sales.small', Order, atMost({ limit: { ref: 'actor.limit' }, reason: 'gift' }))

// @ts-expect-error a parameter that is not optional has to be given
atMost({ reason: 'gift' })

// @ts-expect-error there is no such parameter
atMost({ limit, most: 1 })

// @ts-expect-error money is no number
atMost({ limit: 100 })

defineRuleTemplate('sales.f', Order, {
  params: { limit: field.money() },
  // @ts-expect-error the entity has no such field
  expr: { field: 'entity.totl', op: 'lte', value: { param: 'limit' } },
})

interface Row {
  readonly number: string
  readonly quantity: number
  readonly note: string | null
}

const filter: Filter<Row> = { number: 'A1', note: null, quantity: { gte: 1, in: [1, 2] } }

// @ts-expect-error there is no such field
const unknownField: Filter<Row> = { numbr: 'A1' }

// @ts-expect-error there is no such operator
const unknownOperator: Filter<Row> = { quantity: { above: 1 } }

// @ts-expect-error a number is not compared with a text
const wrongType: Filter<Row> = { quantity: { gt: '1' } }

// @ts-expect-error a number has no pattern
const noPattern: Filter<Row> = { quantity: { matches: '^1' } }

void [filter, unknownField, unknownOperator, wrongType, noPattern]
