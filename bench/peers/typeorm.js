/** The work of the persistence benchmarks with TypeORM: entity schemas, `save` in a transaction. */
import { DataSource, EntitySchema, IsNull } from 'typeorm'

const instant = (name, nullable = false) => ({ type: 'timestamptz', name, nullable })
const whole = (name) => ({
  type: 'bigint',
  name,
  transformer: { to: (value) => value, from: (value) => Number(value) },
})

const Order = new EntitySchema({
  name: 'Order',
  tableName: 'raw_orders',
  columns: {
    id: { type: 'text', primary: true },
    organizationId: { type: 'text', name: 'organization_id', primary: true },
    createdAt: instant('created_at'),
    updatedAt: instant('updated_at'),
    deletedAt: instant('deleted_at', true),
    version: { type: 'int' },
    number: { type: 'text' },
    customerId: { type: 'text', name: 'customer_id' },
    status: { type: 'text' },
    totalAmount: whole('total_amount'),
    totalCurrency: { type: 'char', length: 3, name: 'total_currency' },
    placedAt: instant('placed_at'),
    dueAt: instant('due_at', true),
    priority: whole('priority'),
    isGift: { type: 'boolean', name: 'is_gift' },
    email: { type: 'text' },
    note: { type: 'text', nullable: true },
    meta: { type: 'jsonb' },
  },
})

const Outbox = new EntitySchema({
  name: 'Outbox',
  tableName: 'raw_outbox',
  columns: {
    id: { type: 'bigint', primary: true, generated: 'identity' },
    organizationId: { type: 'text', name: 'organization_id' },
    type: { type: 'text' },
    payload: { type: 'jsonb' },
  },
})

/** Connects, and makes the work. */
export async function persistence({ url, organizationId, width, values }) {
  const source = new DataSource({
    type: 'postgres',
    url,
    entities: [Order, Outbox],
    extra: { max: width, idleTimeoutMillis: 60_000 },
  })
  await source.initialize()
  const orders = source.getRepository(Order)
  const { total, placedAt, ...rest } = values
  return {
    save: (id) =>
      source.transaction(async (manager) => {
        const now = new Date()
        await manager.save(Order, {
          ...rest,
          ...{ id, organizationId, version: 1, createdAt: now, updatedAt: now, meta: {} },
          ...{ totalAmount: total.amount, totalCurrency: total.currency },
          placedAt: new Date(placedAt),
        })
        await manager.save(Outbox, { organizationId, type: 'order.created', payload: values })
      }),
    find: async (id) => {
      const order = await orders.findOneBy({ id, organizationId, deletedAt: IsNull() })
      return order?.number
    },
    close: () => source.destroy(),
  }
}
