/** A company that buys from us. */
import { entityClass, field } from '@plinth/core'

export class Customer extends entityClass({
  name: 'Customer',
  idPrefix: 'cus_',
  fields: {
    code: field.string({ unique: true, maxLength: 20 }),
    name: field.string({ indexed: true, maxLength: 100 }),
    // Every customer has one: until somebody agrees on another, it is the limit of the house.
    creditLimit: field.money({ min: 0, default: { amount: 500_000, currency: 'USD' } }),
    contactName: field.string({ optional: true, maxLength: 100 }),
    contactTitle: field.string({ optional: true, maxLength: 100 }),
    address: field.string({ optional: true, maxLength: 200 }),
    city: field.string({ optional: true, maxLength: 100 }),
    region: field.string({ optional: true, maxLength: 100 }),
    postalCode: field.string({ optional: true, maxLength: 20 }),
    country: field.string({ optional: true, indexed: true, maxLength: 60 }),
    phone: field.string({ optional: true, maxLength: 40 }),
    fax: field.string({ optional: true, maxLength: 40 }),
  },
}) {}
