/** Something the company sells, with the price it has today. */
import { entityClass, field } from '@plinth/core'
import { Category } from './category.ts'
import { Supplier } from './supplier.ts'

export class Product extends entityClass({
  name: 'Product',
  idPrefix: 'prod_',
  fields: {
    code: field.string({ unique: true, maxLength: 20 }),
    name: field.string({ indexed: true, maxLength: 100 }),
    categoryId: field.ref(Category, { optional: true, indexed: true }),
    supplierId: field.ref(Supplier, { optional: true, indexed: true }),
    quantityPerUnit: field.string({ optional: true, maxLength: 60 }),
    unitPrice: field.money({ min: 0 }),
    reorderLevel: field.integer({ min: 0, default: 0 }),
    discontinued: field.boolean({ default: false }),
  },
}) {}
