/** A shelf of the catalog: what kind of thing a product is. */
import { defineEntity, type EntityOf, field } from '@plinth/core'

export const Category = defineEntity({
  name: 'Category',
  idPrefix: 'cat_',
  fields: {
    code: field.string({ unique: true, maxLength: 20 }),
    name: field.string({ maxLength: 60 }),
    description: field.string({ optional: true, maxLength: 500 }),
  },
})
export interface Category extends EntityOf<typeof Category> {}
