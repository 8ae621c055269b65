/** Fields as JSON Schema 2020-12. */
import { expect, test } from 'vitest'
import { field, keyed } from '../field-builders.ts'
import { jsonSchemaOf } from './json-schema.ts'

const order = keyed({
  number: field.string({ maxLength: 20, label: 'Order number' }),
  customerId: field.ref('Customer'),
  status: field.oneOf(['draft', 'placed'], { default: 'draft' }),
  placedAt: field.date({ optional: true }),
  pin: field.string({ sensitive: true }),
})

test('an input names what must be given, and allows nothing else', () => {
  const schema = jsonSchemaOf(order, 'input')

  expect(schema).toEqual({
    type: 'object',
    properties: {
      number: { type: 'string', maxLength: 20, description: 'Order number.' },
      customerId: {
        type: 'string',
        maxLength: 64,
        pattern: '^([a-z][a-z0-9]{0,15}_)?[0-7][0-9A-HJKMNP-TV-Z]{25}$',
        description: 'Customer id: the id of a record of Customer.',
      },
      status: {
        type: 'string',
        enum: ['draft', 'placed'],
        default: 'draft',
        description: 'Status.',
      },
      placedAt: {
        type: ['integer', 'null'],
        format: 'int64',
        minimum: -62_135_596_800_000,
        maximum: 253_402_300_799_999,
        description: 'Placed at, in epoch milliseconds.',
      },
      pin: { type: 'string', maxLength: 10_000, description: 'Pin.' },
    },
    required: ['number', 'customerId', 'pin'],
    additionalProperties: false,
  })
})

test('an output has every key, but for sensitive ones, which may be held back', () => {
  const schema = jsonSchemaOf(order, 'output')

  expect(schema).toMatchObject({ required: ['number', 'customerId', 'status', 'placedAt'] })
  expect(schema).not.toHaveProperty('additionalProperties')
  expect(schema).not.toHaveProperty('properties.status.default')
})

test('an optional enum may be null, and JSON may be anything', () => {
  const fields = keyed({
    size: field.oneOf(['s', 'm'], { optional: true }),
    data: field.json({ optional: true }),
  })

  expect(jsonSchemaOf(fields, 'input')).toMatchObject({
    properties: {
      size: { type: ['string', 'null'], enum: ['s', 'm', null] },
      data: { description: 'Data.' },
    },
  })
})

test('money is an object of its own, a list holds records', () => {
  const fields = keyed({
    lines: field.list({ price: field.money({ currency: 'EUR', min: 0 }) }, { min: 1, max: 5 }),
  })

  expect(jsonSchemaOf(fields, 'input')).toMatchObject({
    properties: {
      lines: {
        type: 'array',
        minItems: 1,
        maxItems: 5,
        items: {
          properties: {
            price: {
              type: 'object',
              properties: {
                amount: { type: 'integer', minimum: 0 },
                currency: { type: 'string', const: 'EUR' },
              },
              required: ['amount', 'currency'],
            },
          },
          additionalProperties: false,
        },
      },
    },
  })
})
