/** The work of the persistence benchmarks by hand: node-postgres, prepared statements, no policies. */
import type { Ground } from './ground.ts'
import { orderValues } from './order.ts'

const insert = `insert into raw_orders (id, organization_id, version, created_at, updated_at, meta, number,
  customer_id, status, total_amount, total_currency, placed_at, due_at, priority, is_gift, email, note)
values ($1, $2, 1, $3, $3, '{}', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`

/** Stores an order, and nothing beside it. */
export async function insertOrder({ sql, ...ground }: Ground, id: string): Promise<void> {
  const { number, customerId, status, total, placedAt, ...rest } = orderValues(ground.customerId)
  const { dueAt, priority, isGift, email, note } = rest
  const reference = [number, customerId, status, total.amount, total.currency]
  const details = [new Date(placedAt), dueAt, priority, isGift, email, note]
  const values = [id, ground.organizationId, new Date(), ...reference, ...details]
  await sql({ name: 'insert', text: insert, values })
}

const find = `select id, organization_id, version, created_at, updated_at, deleted_at, meta, number, customer_id,
  status, total_amount, total_currency, placed_at, due_at, priority, is_gift, email, note
from raw_orders where organization_id = $1 and id = $2 and deleted_at is null`

/** Reads an order; its number. */
export async function findOrder({ sql, organizationId }: Ground, id: string): Promise<unknown> {
  const [row] = await sql({ name: 'find', text: find, values: [organizationId, id] })
  return row?.['number']
}

const list = `select id, organization_id, version, created_at, updated_at, deleted_at, meta, number, customer_id,
  status, total_amount, total_currency, placed_at, due_at, priority, is_gift, email, note
from raw_orders
where organization_id = $1 and status = $2 and deleted_at is null
order by placed_at desc nulls last, id desc limit 51`

/** Reads the latest placed orders and whether there are more; their numbers. */
export async function listOrders({ sql, organizationId }: Ground): Promise<readonly unknown[]> {
  const rows = await sql({ name: 'list', text: list, values: [organizationId, 'placed'] })
  return rows.slice(0, 50).map(({ number }) => number)
}

/** Counts the placed orders. */
export async function countOrders({ sql, organizationId }: Ground): Promise<number> {
  const text = `select count(*)::int as count from raw_orders
where organization_id = $1 and status = 'placed' and deleted_at is null`
  const [row] = await sql({ text, values: [organizationId] })
  return Number(row?.['count'])
}
