/** The schema of the validation benchmark for Ajv. */
import { Ajv } from 'ajv'

/** Makes the operation: lists the mistakes of an input, null when there is none. */
export function validate({ id, email, currencies }) {
  const ref = { type: 'string', pattern: id.source }
  const instant = { type: 'integer', minimum: -62_135_596_800_000, maximum: 253_402_300_799_999 }
  const quantity = { type: 'integer', minimum: 1, maximum: 10_000 }
  const money = record({
    amount: { type: 'integer' },
    currency: { type: 'string', enum: currencies },
  })
  const order = record(
    {
      number: { type: 'string', minLength: 2, maxLength: 20 },
      customerId: ref,
      channel: { type: 'string', enum: ['web', 'shop', 'phone'] },
      total: money,
      placedAt: instant,
      dueAt: { ...instant, nullable: true },
      quantity,
      discount: { type: 'number', minimum: 0, maximum: 100 },
      isGift: { type: 'boolean' },
      email: { type: 'string', maxLength: 254, pattern: email.source },
      note: { type: 'string', maxLength: 500, nullable: true },
      reference: { type: 'string', maxLength: 40, nullable: true },
      region: { type: 'string', enum: ['north', 'south', 'east', 'west'] },
      priority: { type: 'integer', minimum: 0, maximum: 9 },
      lines: {
        type: 'array',
        items: record({ productId: ref, quantity, price: money }),
        minItems: 1,
        maxItems: 500,
      },
    },
    ['dueAt', 'note', 'reference'],
  )
  const check = new Ajv({ allErrors: true, unicodeRegExp: false }).compile(order)
  return (input) => (check(input) ? null : check.errors)
}

function record(properties, optional = []) {
  const required = Object.keys(properties).filter((key) => !optional.includes(key))
  return { type: 'object', properties, required, additionalProperties: false }
}
