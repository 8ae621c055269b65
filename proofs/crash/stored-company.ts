/** Reads what the database holds of a company, past the system: on a connection of the proof's own. */
import type { SqlDriver, SqlRow } from '@plinth/postgres'

/** A stored row, as far as the proof looks at it. */
export interface StoredRecord {
  readonly id: string
  readonly version: number
}

/** An order. */
export interface StoredOrder extends StoredRecord {
  /** The mark of the intent that it came from; null for an order of the demo. */
  readonly mark: number | null
  readonly customerId: string
  readonly status: string
  readonly number: string | null
  readonly total: number
}

/** A line of an order. */
export interface StoredLine extends StoredRecord {
  readonly orderId: string
  readonly productId: string
  readonly quantity: number
  readonly total: number
}

/** A stock item. */
export interface StoredStock extends StoredRecord {
  readonly productId: string
  readonly reserved: number
}

/** What an order was promised. */
export interface StoredReservation extends StoredRecord {
  readonly orderId: string
  readonly stockItemId: string
  readonly quantity: number
}

/** An event of the log. */
export interface StoredEvent extends StoredRecord {
  readonly type: string
  readonly aggregateId: string
  /** The order that it tells of, where it tells of another record's. */
  readonly orderId: string | null
}

/** All of it. */
export interface StoredCompany {
  readonly orders: readonly StoredOrder[]
  readonly lines: readonly StoredLine[]
  readonly stock: readonly StoredStock[]
  readonly reservations: readonly StoredReservation[]
  /** In the order of the log. */
  readonly events: readonly StoredEvent[]
  /** `subscription event`, one for each delivery that was handled. */
  readonly receipts: readonly string[]
  /** Events that wait to be delivered. */
  readonly waiting: number
}

/** Reads it, as the owner, whose policies open every row. */
export async function readCompany(driver: SqlDriver, organization: string): Promise<StoredCompany> {
  const read = async <T>(text: string, make: (row: SqlRow) => T): Promise<readonly T[]> => {
    const { rows } = await driver.query({ role: 'owner' }, { text, values: [organization] })
    return rows.map(make)
  }
  const [waiting = 0] = await read(texts.waiting, ({ count }) => Number(count))
  return {
    orders: await read(texts.orders, orderFrom),
    lines: await read(texts.lines, lineFrom),
    stock: await read(texts.stock, stockFrom),
    reservations: await read(texts.reservations, reservationFrom),
    events: await read(texts.events, eventFrom),
    receipts: await read(texts.receipts, ({ receipt }) => String(receipt)),
    waiting,
  }
}

// in: $1 organization; out: rows; locks: none
const texts = {
  orders: `select id, version, required_at, customer_id, status, number, total_amount
    from sales.orders where organization_id = $1`,
  lines: `select id, version, order_id, product_id, quantity, total_amount
    from sales.order_lines where organization_id = $1`,
  stock: `select id, version, product_id, reserved
    from inventory.stock_items where organization_id = $1 and deleted_at is null`,
  reservations: `select id, version, order_id, stock_item_id, quantity
    from inventory.reservations where organization_id = $1 and deleted_at is null`,
  events: `select id, version, type, aggregate_id, payload ->> 'orderId' as order_id
    from plinth.events where organization_id = $1 order by xid, position`,
  receipts: `select subscription || ' ' || event_id as receipt
    from plinth.inbox where organization_id = $1`,
  waiting: 'select count(*) as count from plinth.outbox where organization_id = $1',
} as const

function recordFrom({ id, version }: SqlRow): StoredRecord {
  return { id: String(id), version: Number(version) }
}

function orderFrom(row: SqlRow): StoredOrder {
  return {
    ...recordFrom(row),
    mark: row['required_at'] === null ? null : Number(row['required_at']),
    customerId: String(row['customer_id']),
    status: String(row['status']),
    number: textOrNull(row['number']),
    total: Number(row['total_amount']),
  }
}

function lineFrom(row: SqlRow): StoredLine {
  return {
    ...recordFrom(row),
    orderId: String(row['order_id']),
    productId: String(row['product_id']),
    quantity: Number(row['quantity']),
    total: Number(row['total_amount']),
  }
}

function stockFrom(row: SqlRow): StoredStock {
  const { product_id: productId, reserved } = row
  return { ...recordFrom(row), productId: String(productId), reserved: Number(reserved) }
}

function reservationFrom(row: SqlRow): StoredReservation {
  return {
    ...recordFrom(row),
    orderId: String(row['order_id']),
    stockItemId: String(row['stock_item_id']),
    quantity: Number(row['quantity']),
  }
}

function eventFrom(row: SqlRow): StoredEvent {
  return {
    ...recordFrom(row),
    type: String(row['type']),
    aggregateId: String(row['aggregate_id']),
    orderId: textOrNull(row['order_id']),
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
