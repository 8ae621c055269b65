/** A shelf of the catalog: what kind of thing a product is. */
import { entityClass, field } from '@plinth/core'

export class Category extends entityClass({
  name: 'Category',
  idPrefix: 'cat_',
  fields: {
    code: field.string({ unique: true, maxLength: 20 }),
    name: field.string({ maxLength: 60 }),
    description: field.string({ optional: true, maxLength: 500 }),
  },
}) {}
