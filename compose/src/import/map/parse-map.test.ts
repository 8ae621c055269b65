/** What a map file may say. */
import { expect, test } from 'vitest'
import { parseMap } from './parse-map.ts'

test('a map is read with everything that it can say', () => {
  const parsed = parse({
    entity: 'OrderLine',
    key: ['orderId', 'productId'],
    history: true,
    delimiter: ';',
    fields: {
      orderId: { column: 'OrderID', ref: 'number' },
      productId: 'ProductID',
      unitPrice: { column: 'UnitPrice', currency: { column: 'Currency' } },
      placedAt: { column: 'OrderDate', zone: '+01:00' },
      kind: { column: 'Kind', values: { '1': 'a' } },
      source: { constant: 'legacy' },
      total: {
        product: ['UnitPrice', 'Quantity', { oneMinus: 'Discount' }, 1.19],
        currency: 'USD',
      },
    },
  })

  expect(parsed).toEqual({
    ok: true,
    map: {
      entity: 'OrderLine',
      key: ['orderId', 'productId'],
      history: true,
      delimiter: ';',
      fields: {
        orderId: { column: 'OrderID', ref: 'number' },
        productId: { column: 'ProductID' },
        unitPrice: { column: 'UnitPrice', currency: { column: 'Currency' } },
        placedAt: { column: 'OrderDate', zone: '+01:00' },
        kind: { column: 'Kind', values: { '1': 'a' } },
        source: { constant: 'legacy' },
        total: {
          product: ['UnitPrice', 'Quantity', { oneMinus: 'Discount' }, 1.19],
          currency: 'USD',
        },
      },
    },
  })
})

test('a choice between two texts is read as a sentence', () => {
  const status = '{ "when": "ShippedDate", "then": "shipped", "else": null }'

  const parsed = parseMap(`{ "fields": { "status": ${status} } }`)

  expect(parsed).toEqual({
    ok: true,
    map: { fields: { status: { when: 'ShippedDate', filled: 'shipped', empty: null } } },
  })
})

test('every mistake is told, with its place', () => {
  const parsed = parse({
    feilds: {},
    key: [],
    delimiter: 'tab',
    fields: {
      a: 1,
      b: {},
      c: { column: 'C', constant: 'c' },
      d: { column: 'D', currency: 'usd', zone: 'CET', values: { x: 1 } },
      e: { product: [{ plus: 'x' }] },
    },
  })

  expect(parsed).toEqual({
    ok: false,
    mistakes: [
      'there is no key "feilds". Did you mean "fields"?',
      'key: must list fields',
      'delimiter: must be one character',
      'fields.a: must be the name of a column, or an object',
      'fields.b: needs exactly one of: column, constant, when, product',
      'fields.c: needs exactly one of: column, constant, when, product',
      'fields.d.currency: must be a code such as "USD", or { "column": name }',
      'fields.d.zone: must be UTC or an offset such as +01:00',
      'fields.d.values: must be an object of texts',
      'fields.e.product: must list columns, decimals and { "oneMinus": column }',
    ],
  })
})

test.each(['', '[]', '"x"', '{', 'null', '{"fields": []}', '{}'])('%j is no map', (text) => {
  expect(parseMap(text)).toMatchObject({ ok: false })
})

function parse(content: unknown) {
  return parseMap(JSON.stringify(content))
}
