/** A query string becomes a page of a list, or all that is wrong with it. */
import { defineEntity, field, type FieldSchema } from '@plinth/core'
import { entitySchema } from '@plinth/core/runtime'
import { expect, test } from 'vitest'
import { readListQuery } from './list-query.ts'
import { parseQuery } from './query-text.ts'

const fields: readonly FieldSchema[] = [
  { key: 'number', type: 'string' },
  { key: 'total', type: 'money' },
  { key: 'status', type: 'enum', enumValues: ['draft', 'placed'] },
  { key: 'placedAt', type: 'date' },
  { key: 'note', type: 'string' },
  { key: 'limit', type: 'number', integer: true },
  { key: 'tagIds', type: 'ref[]' },
]

const Order = defineEntity({ name: 'Order', idPrefix: 'ord_', fields: { number: field.string() } })

const traits = {
  schema: entitySchema(Order, { namespace: 'sales' }),
  fields: new Map(fields.map((one) => [one.key, one])),
  sortable: new Set(['number', 'placedAt']),
  mostRecords: 500,
}

function read(text: string): unknown {
  return readListQuery(traits, parseQuery(text, { length: 8_192, parameters: 100 })).params
}

test('filters become one condition, values by the type of their field', () => {
  expect(read('total.gt=100.00+USD&status.in=draft,placed&note.exists=false')).toEqual({
    where: {
      and: [
        { field: 'total', op: 'gt', value: { amount: 10_000, currency: 'USD' } },
        { field: 'status', op: 'in', value: ['draft', 'placed'] },
        { field: 'note', op: 'exists', value: false },
      ],
    },
  })
})

test('a field alone asks for equality', () => {
  expect(read('status=placed')).toEqual({
    where: { and: [{ field: 'status', op: 'eq', value: 'placed' }] },
  })
})

test('page, order and count are no filters', () => {
  expect(read('limit=20&after=abc&sort=-placedAt,number&count=capped')).toEqual({
    limit: 20,
    after: 'abc',
    sort: [
      { field: 'placedAt', direction: 'desc' },
      { field: 'number', direction: 'asc' },
    ],
    total: 'capped',
  })
})

test('a field called like one of them is filtered with its operator', () => {
  expect(read('limit.eq=5')).toEqual({ where: { and: [{ field: 'limit', op: 'eq', value: 5 }] } })
})

test('a list may be given with commas, several times, or both', () => {
  expect(read('status.in=draft&status.in=placed')).toEqual({
    where: { and: [{ field: 'status', op: 'in', value: ['draft', 'placed'] }] },
  })
  expect(read('tagIds.containsAll=a,b&tagIds.containsAll=c')).toEqual({
    where: { and: [{ field: 'tagIds', op: 'containsAll', value: ['a', 'b', 'c'] }] },
  })
})

test('nothing is asked for by nothing', () => {
  expect(read('')).toEqual({})
})

test('every mistake is told at once, each with what was probably meant', () => {
  expect(() =>
    read('stauts=placed&total.gtt=3&sort=numbr&limit=0&count=all&status=a&status=b'),
  ).toThrow(
    expect.objectContaining({
      code: 'http.parameters-invalid',
      facts: {
        errors: [
          expect.objectContaining({ parameter: 'status', code: 'repeated' }),
          {
            parameter: 'stauts',
            code: 'unknown',
            detail: 'there is no field "stauts" to filter by. Did you mean "status"?',
          },
          {
            parameter: 'total.gtt',
            code: 'operator',
            detail: '"gtt" cannot be asked of total, a money. Did you mean "gt"?',
          },
          {
            parameter: 'sort',
            code: 'value',
            detail: 'there is no field "numbr" to sort by. Did you mean "number"?',
          },
          {
            parameter: 'limit',
            code: 'value',
            detail: 'limit must be a whole number from 1 to 500, not "0"',
          },
          {
            parameter: 'count',
            code: 'value',
            detail: 'count must be exact, capped or none, not "all"',
          },
          expect.objectContaining({ parameter: 'status', code: 'value' }),
        ],
      },
    }),
  )
})

test.each(['__proto__=1', 'constructor=1', 'toString.eq=1', 'total.constructor=1', '=1', '.=1'])(
  '%s finds nothing that objects inherit',
  (text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'http.parameters-invalid' }))
  },
)
