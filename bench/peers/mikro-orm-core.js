/** The work of the persistence benchmarks with MikroORM: a fork of the entity manager for each operation. */
import { EntitySchema } from '@mikro-orm/core'
import { MikroORM } from '@mikro-orm/postgresql'

const instant = (fieldName, nullable = false) => ({ type: 'datetime', fieldName, nullable })
const whole = (fieldName) => ({ type: 'bigint', fieldName, runtimeType: 'number' })

const Order = new EntitySchema({
  name: 'Order',
  tableName: 'raw_orders',
  properties: {
    id: { type: 'text', primary: true },
    organizationId: { type: 'text', fieldName: 'organization_id', primary: true },
    createdAt: instant('created_at'),
    updatedAt: instant('updated_at'),
    deletedAt: instant('deleted_at', true),
    version: { type: 'integer' },
    number: { type: 'text' },
    customerId: { type: 'text', fieldName: 'customer_id' },
    status: { type: 'text' },
    totalAmount: whole('total_amount'),
    totalCurrency: { type: 'character', length: 3, fieldName: 'total_currency' },
    placedAt: instant('placed_at'),
    dueAt: instant('due_at', true),
    priority: whole('priority'),
    isGift: { type: 'boolean', fieldName: 'is_gift' },
    email: { type: 'text' },
    note: { type: 'text', nullable: true },
    meta: { type: 'json' },
  },
})

const Outbox = new EntitySchema({
  name: 'Outbox',
  tableName: 'raw_outbox',
  properties: {
    id: { type: 'bigint', primary: true, autoincrement: true },
    organizationId: { type: 'text', fieldName: 'organization_id' },
    type: { type: 'text' },
    payload: { type: 'json' },
  },
})

/** Connects, and makes the work. */
export async function persistence({ url, organizationId, width, values }) {
  const orm = await MikroORM.init({
    clientUrl: url,
    entities: [Order, Outbox],
    pool: { min: 0, max: width, idleTimeoutMillis: 60_000 },
  })
  const { total, placedAt, ...rest } = values
  return {
    save: async (id) => {
      const em = orm.em.fork()
      const now = new Date()
      em.create(Order, {
        ...rest,
        ...{ id, organizationId, version: 1, createdAt: now, updatedAt: now, meta: {} },
        ...{ totalAmount: total.amount, totalCurrency: total.currency },
        placedAt: new Date(placedAt),
      })
      em.create(Outbox, { organizationId, type: 'order.created', payload: values })
      await em.flush()
    },
    find: async (id) => {
      const order = await orm.em.fork().findOne(Order, { id, organizationId, deletedAt: null })
      return order?.number
    },
    close: () => orm.close(true),
  }
}
