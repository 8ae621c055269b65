/** What the keyboard says of entities. */
import type { Money } from '../primitives/money/money.ts'
import { type CreateOf, defineEntity, type EntityOf, type SaveOf } from './define-entity.ts'
import { entityClass } from './entity-class.ts'
import { field } from '../schema/field-builders.ts'
import type { Id } from '../schema/id.ts'

const Customer = defineEntity({
  name: 'Customer',
  idPrefix: 'cus_',
  fields: { name: field.string(), creditLimit: field.money({ optional: true }) },
})
interface Customer extends EntityOf<typeof Customer> {}

const Order = defineEntity({
  name: 'Order',
  idPrefix: 'ord_',
  fields: {
    number: field.string({ unique: true, maxLength: 20 }),
    customerId: field.ref(Customer),
    parentId: field.ref('Order', { optional: true }),
    status: field.oneOf(['draft', 'placed'], { default: 'draft' }),
    total: field.money(),
  },
})
interface Order extends EntityOf<typeof Order> {}

declare const order: Order
declare const customer: Customer

const status: 'draft' | 'placed' = order.status
const parent: Id<'Order'> | null = order.parentId
const total: Money = order.total
const created: CreateOf<typeof Order> = {
  number: '1',
  customerId: customer.id,
  total: { amount: 1, currency: 'USD' },
}

// @ts-expect-error the id of a customer is not the id of an order
const wrongId: Id<'Order'> = customer.id

// @ts-expect-error a required field is missing
const incomplete: CreateOf<typeof Order> = { number: '1', customerId: customer.id }

// @ts-expect-error there is no such option
field.string({ maxLenght: 20 })

// @ts-expect-error the default is none of the values
field.oneOf(['draft', 'placed'], { default: 'paid' })

const Reading = defineEntity({
  name: 'Reading',
  idPrefix: 'rea_',
  fields: { value: field.number() },
  timestamps: false,
})
interface Reading extends EntityOf<typeof Reading> {}
declare const reading: Reading

const value: number = reading.value
const version: number = reading.version

// @ts-expect-error an entity without timestamps does not say when its records were created
reading.createdAt

void [value, version, order.createdAt]
void [status, parent, total, created, wrongId, incomplete]

class Shelf extends entityClass({
  name: 'Shelf',
  idPrefix: 'she_',
  fields: { room: field.string(), customerId: field.ref(Customer, { optional: true }) },
}) {}
declare const shelf: Shelf

const room: string = shelf.room
const shelfId: Id<'Shelf'> = shelf.id
const stored: EntityOf<typeof Shelf> = shelf
const saved: SaveOf<typeof Shelf> = { ...shelf, room: 'attic' }
const fresh: SaveOf<typeof Shelf> = { room: 'cellar' }
field.ref(Shelf)

// @ts-expect-error the records of a class have no other fields either
shelf.roms

// @ts-expect-error nothing is constructed
const constructed = new Shelf()

// @ts-expect-error a class names records; the records of another are others
const other: Shelf = order

// @ts-expect-error every record has a version
defineEntity({ name: 'A', idPrefix: 'a_', fields: { version: field.integer() } })

defineEntity({
  name: 'A',
  idPrefix: 'a_',
  fields: { place: field.string() },
  // @ts-expect-error there is no such field
  indexes: [['plce']],
})

defineEntity({
  name: 'A',
  idPrefix: 'a_',
  fields: [{ key: 'place', type: 'string' }],
  indexes: [['of data, nothing is known']],
})

void [constructed, room, shelfId, stored, saved, fresh, other]
