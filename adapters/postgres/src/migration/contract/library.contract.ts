/** A module whose tables have every kind of column, key and index. */
import { type EntitySchema, field } from '@plinth/core'
import { entityIn } from './shop.contract.ts'

/** Whoever writes. */
export const author: EntitySchema = entityIn('start.Author', {
  name: field.string({ maxLength: 80, indexed: true }),
})
/** What is written. */
export const book: EntitySchema = entityIn(
  'start.Book',
  {
    title: field.string({ unique: true, maxLength: 100 }),
    authorId: field.ref('Author', { indexed: true }),
    sequelId: field.ref('Book', { optional: true }),
    shopId: field.ref('Shop', { optional: true }),
    status: field.oneOf(['planned', "o'clock"], { default: 'planned' }),
    price: field.money({ optional: true, indexed: true }),
    writtenAt: field.date({ optional: true }),
    pages: field.integer({ default: 0 }),
    weight: field.number({ default: 1 }),
    tagIds: field.refs('Author', { optional: true }),
    facts: field.json({ optional: true }),
  },
  { indexes: [['status', 'writtenAt']] },
)
