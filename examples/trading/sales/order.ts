/** What a customer has ordered, where it is to go, and how far it has come. */
import { entityClass, field } from '@plinth/core'
import { Customer } from './customer.ts'

export class Order extends entityClass({
  name: 'Order',
  idPrefix: 'ord_',
  indexes: [['status', 'placedAt']],
  fields: {
    // Given when the order is placed: a draft has none.
    number: field.string({ optional: true, unique: true, maxLength: 20 }),
    customerId: field.ref(Customer, { indexed: true }),
    status: field.oneOf(['draft', 'placed', 'paid', 'shipped', 'cancelled'], { default: 'draft' }),
    // The sum of its lines; nothing until there are any.
    total: field.money({ min: 0, default: { amount: 0, currency: 'USD' } }),
    freight: field.money({ optional: true, min: 0 }),
    placedAt: field.date({ optional: true, indexed: true }),
    requiredAt: field.date({ optional: true }),
    shippedAt: field.date({ optional: true }),
    carrier: field.string({ optional: true, maxLength: 60 }),
    soldBy: field.string({ optional: true, maxLength: 100 }),
    shipName: field.string({ optional: true, maxLength: 100 }),
    shipAddress: field.string({ optional: true, maxLength: 200 }),
    shipCity: field.string({ optional: true, maxLength: 100 }),
    shipRegion: field.string({ optional: true, maxLength: 100 }),
    shipPostalCode: field.string({ optional: true, maxLength: 20 }),
    shipCountry: field.string({ optional: true, maxLength: 60 }),
    note: field.string({ optional: true, sensitive: true, maxLength: 2_000 }),
  },
}) {}
