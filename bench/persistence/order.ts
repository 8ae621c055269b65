/** The records of the persistence benchmarks: orders of ten fields, and the customers they refer to. */
import { defineEntity, type EntitySchema, field } from '@plinth/core'
import { entitySchema } from '@plinth/core/runtime'

/** Who buys. */
export const Customer = defineEntity({
  name: 'Customer',
  idPrefix: 'cus_',
  fields: { name: field.string() },
})

/** What is bought. */
export const Order = defineEntity({
  name: 'Order',
  idPrefix: 'ord_',
  indexes: [['status', 'placedAt']],
  fields: {
    number: field.string({ maxLength: 20 }),
    customerId: field.ref(Customer),
    status: field.oneOf(['draft', 'placed', 'paid']),
    total: field.money(),
    placedAt: field.date(),
    dueAt: field.date({ optional: true }),
    priority: field.integer({ min: 0, max: 9 }),
    isGift: field.boolean(),
    email: field.string({ maxLength: 254 }),
    note: field.string({ optional: true, maxLength: 500 }),
  },
})

const place = { namespace: 'bench', trusted: true }

/** Customers, as a database knows them. */
export const customers: EntitySchema = entitySchema(Customer, place)
/** Orders, as a database knows them. */
export const orders: EntitySchema = entitySchema(Order, place)

/** Makes the values of a new order, the same in all contenders. */
export function orderValues(customerId: string) {
  return {
    number: 'A-10017',
    customerId,
    status: 'placed',
    total: { amount: 12_400, currency: 'USD' },
    placedAt: Date.UTC(2026, 10, 20, 10, 30),
    dueAt: null,
    priority: 3,
    isGift: false,
    email: 'ada@example.org',
    note: 'leave it at the door',
  }
}
