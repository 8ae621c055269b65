/** The work of the persistence benchmarks with Drizzle, as its manual shows it. */
import { and, eq, isNull } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import {
  bigint,
  boolean,
  char,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import { Pool } from 'pg'

const instant = (name) => timestamp(name, { withTimezone: true, mode: 'date' })
const whole = (name) => bigint(name, { mode: 'number' })

const orders = pgTable(
  'raw_orders',
  {
    id: text('id').notNull(),
    organizationId: text('organization_id').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    deletedAt: instant('deleted_at'),
    version: integer('version').notNull(),
    number: text('number').notNull(),
    customerId: text('customer_id').notNull(),
    status: text('status').notNull(),
    totalAmount: whole('total_amount').notNull(),
    totalCurrency: char('total_currency', { length: 3 }).notNull(),
    placedAt: instant('placed_at').notNull(),
    dueAt: instant('due_at'),
    priority: whole('priority').notNull(),
    isGift: boolean('is_gift').notNull(),
    email: text('email').notNull(),
    note: text('note'),
    meta: jsonb('meta').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
)

const outbox = pgTable('raw_outbox', {
  id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  organizationId: text('organization_id').notNull(),
  type: text('type').notNull(),
  payload: jsonb('payload').notNull(),
})

/** Connects, and makes the work. */
export function persistence({ url, organizationId, width, values }) {
  const pool = new Pool({ connectionString: url, max: width, idleTimeoutMillis: 60_000 })
  pool.on('error', () => {})
  const db = drizzle(pool)
  const { total, placedAt, ...rest } = values
  return {
    save: (id) =>
      db.transaction(async (tx) => {
        const now = new Date()
        const order = {
          ...rest,
          ...{ id, organizationId, version: 1, createdAt: now, updatedAt: now, meta: {} },
          ...{ totalAmount: total.amount, totalCurrency: total.currency },
          placedAt: new Date(placedAt),
        }
        await tx.insert(orders).values(order)
        await tx.insert(outbox).values({ organizationId, type: 'order.created', payload: values })
      }),
    find: async (id) => {
      const [order] = await db
        .select()
        .from(orders)
        .where(
          and(
            eq(orders.organizationId, organizationId),
            eq(orders.id, id),
            isNull(orders.deletedAt),
          ),
        )
      return order?.number
    },
    close: () => pool.end(),
  }
}
