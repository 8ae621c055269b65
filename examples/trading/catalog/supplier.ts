/** A company that goods are bought from. */
import { entityClass, field } from '@plinth/core'

export class Supplier extends entityClass({
  name: 'Supplier',
  idPrefix: 'sup_',
  fields: {
    code: field.string({ unique: true, maxLength: 20 }),
    name: field.string({ indexed: true, maxLength: 100 }),
    contactName: field.string({ optional: true, maxLength: 100 }),
    contactTitle: field.string({ optional: true, maxLength: 100 }),
    address: field.string({ optional: true, maxLength: 200 }),
    city: field.string({ optional: true, maxLength: 100 }),
    region: field.string({ optional: true, maxLength: 100 }),
    postalCode: field.string({ optional: true, maxLength: 20 }),
    country: field.string({ optional: true, maxLength: 60 }),
    phone: field.string({ optional: true, maxLength: 40 }),
    fax: field.string({ optional: true, maxLength: 40 }),
    homePage: field.string({ optional: true, maxLength: 500 }),
  },
}) {}
