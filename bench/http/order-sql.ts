/** The statements of the hand-written server: the same work as ours, in tables of its own. */
import type { OrderBody } from './order-json.ts'

/** Who is asking, and what is written. */
export interface Writing {
  readonly id: string
  readonly organizationId: string
  readonly now: Date
}

/** Puts a transaction under the policies of an organization. */
export function terms(role: string, organizationId: string) {
  const text = `select set_config('role', $1, true), set_config('plinth.organization_id', $2, true),
  set_config('statement_timeout', '30000', true)`
  return { name: 'terms', text, values: [role, organizationId] }
}

/** Stores an order. */
export function insertOrder(order: OrderBody, { id, organizationId, now }: Writing) {
  const text = `insert into raw_orders (id, organization_id, version, created_at, updated_at, meta, number,
  customer_id, status, total_amount, total_currency, placed_at, due_at, priority, is_gift, email, note)
values ($1, $2, 1, $3, $3, '{}', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`
  const {
    number,
    customerId,
    status,
    total,
    placedAt,
    priority,
    isGift,
    email,
    note = null,
  } = order
  const reference = [number, customerId, status, total.amount, total.currency]
  const dueAt = order.dueAt == null ? null : new Date(order.dueAt)
  const details = [new Date(placedAt), dueAt, priority, isGift, email, note]
  return { name: 'insert', text, values: [id, organizationId, now, ...reference, ...details] }
}

/** Logs that an order was created, and puts that into the outbox. */
export function logCreated(
  order: OrderBody,
  { id, organizationId, now, eventId }: Writing & { readonly eventId: string },
) {
  const text = `with logged as (
insert into raw_events (id, organization_id, type, aggregate_type, aggregate_id, version, payload,
  occurred_at, actor_id, correlation_id, source)
values ($1, $2, 'bench.order.created', 'Order', $3, 1, $4, $5, 'act_1', $1, 'bench')
returning id, organization_id, aggregate_id, position)
insert into raw_outbox (event_id, organization_id, aggregate_id, position)
select id, organization_id, aggregate_id, position from logged`
  return { name: 'log', text, values: [eventId, organizationId, id, JSON.stringify(order), now] }
}

/** Reads an order. */
export function find(organizationId: string, id: string) {
  const text = `select id, organization_id, version, created_at, updated_at, deleted_at, meta, number,
  customer_id, status, total_amount, total_currency, placed_at, due_at, priority, is_gift, email, note
from raw_orders where organization_id = $1 and id = $2 and deleted_at is null`
  return { name: 'find', text, values: [organizationId, id] }
}
