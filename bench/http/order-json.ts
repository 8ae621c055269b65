/** Orders as the hand-written server takes and gives them. */

/** An order as it comes in. */
export interface OrderBody {
  readonly number: string
  readonly customerId: string
  readonly status: string
  readonly total: { readonly amount: number; readonly currency: string }
  readonly placedAt: number
  readonly dueAt?: number | null
  readonly priority: number
  readonly isGift: boolean
  readonly email: string
  readonly note?: string | null
}

/** An order as node-postgres reads it. */
export interface OrderRow {
  readonly id: string
  readonly organization_id: string
  readonly version: number
  readonly created_at: Date
  readonly updated_at: Date
  readonly deleted_at: Date | null
  readonly meta: object
  readonly number: string
  readonly customer_id: string
  readonly status: string
  readonly total_amount: string
  readonly total_currency: string
  readonly placed_at: Date
  readonly due_at: Date | null
  readonly priority: string
  readonly is_gift: boolean
  readonly email: string
  readonly note: string | null
}

/** Makes what is given of what was read. */
export function present(row: OrderRow) {
  return {
    id: row.id,
    organizationId: row.organization_id,
    createdAt: row.created_at.getTime(),
    updatedAt: row.updated_at.getTime(),
    deletedAt: row.deleted_at?.getTime() ?? null,
    version: row.version,
    number: row.number,
    customerId: row.customer_id,
    status: row.status,
    total: { amount: Number(row.total_amount), currency: row.total_currency },
    placedAt: row.placed_at.getTime(),
    dueAt: row.due_at?.getTime() ?? null,
    priority: Number(row.priority),
    isGift: row.is_gift,
    email: row.email,
    note: row.note,
    meta: row.meta,
  }
}

const text = (minLength: number, maxLength: number) => ({ type: 'string', minLength, maxLength })
const maybe = (schema: object) => ({ ...schema, nullable: true })
const whole = { type: 'integer' }
const money = {
  type: 'object',
  additionalProperties: false,
  required: ['amount', 'currency'],
  properties: { amount: whole, currency: { type: 'string', pattern: '^[A-Z]{3}$' } },
}
const fields = {
  number: text(0, 20),
  customerId: { type: 'string', pattern: '^cus_[0-7][0-9A-HJKMNP-TV-Z]{25}$' },
  status: { type: 'string', enum: ['draft', 'placed', 'paid'] },
  total: money,
  placedAt: whole,
  dueAt: maybe(whole),
  priority: { type: 'integer', minimum: 0, maximum: 9 },
  isGift: { type: 'boolean' },
  email: text(0, 254),
  note: maybe(text(0, 500)),
}

/** What an order that comes in has to be: compiled by Fastify. */
export const bodySchema = {
  type: 'object',
  additionalProperties: false,
  required: ['number', 'customerId', 'status', 'total', 'placedAt', 'priority', 'isGift', 'email'],
  properties: fields,
}

/** What an order that is given looks like: Fastify writes it with compiled code. */
export const answerSchema = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    organizationId: { type: 'string' },
    createdAt: whole,
    updatedAt: whole,
    deletedAt: maybe(whole),
    version: whole,
    ...fields,
    meta: { type: 'object', additionalProperties: true },
  },
}
