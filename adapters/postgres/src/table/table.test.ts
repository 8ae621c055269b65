/** How an entity is stored, and the way there and back. */
import { defineEntity, field, type Row } from '@plinth/core'
import { entitySchema } from '@plinth/core/runtime'
import { expect, test } from 'vitest'
import { plainReader } from './record-reader.ts'
import { batchList, batchParameters, batchSource, tableOf } from './table.ts'

const schema = entitySchema(
  defineEntity({
    name: 'OrderLine',
    idPrefix: 'oln_',
    uniqueConstraints: [['orderId', 'note']],
    fields: {
      orderId: field.ref('Order'),
      note: field.string({ optional: true, unique: true }),
      total: field.money({ optional: true }),
      at: field.date({ optional: true }),
      tagIds: field.refs('Tag', { optional: true }),
      facts: field.json({ optional: true }),
    },
  }),
  { namespace: 'sales' },
)
const table = tableOf(schema)

const line: Row = {
  id: 'oln_1',
  organizationId: 'org_north',
  createdAt: 0,
  updatedAt: 1_700_000_000_123,
  deletedAt: null,
  version: 2,
  orderId: 'ord_1',
  note: 'a "note"',
  total: { amount: 5, currency: 'EUR' },
  at: -1,
  tagIds: ['tag_"1', 'tag_\\2'],
  facts: ['a', { b: null }],
  meta: { from: 'test' },
}

test('a table stands in the schema of its module, under the plural of its entity', () => {
  expect(table.name).toBe('"sales"."order_lines"')
  expect(tableOf(schema)).toBe(table)
})

test('money has two columns, everything else one', () => {
  expect(table.columns.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    'id text',
    'organization_id text',
    'created_at instant',
    'updated_at instant',
    'deleted_at instant',
    'version version',
    'order_id text',
    'note text',
    'total_amount integer',
    'total_currency currency',
    'at instant',
    'tag_ids texts',
    'facts json',
    'meta json',
  ])
  expect(table.fields.get('total')?.columns.map(({ name }) => name)).toEqual([
    'total_amount',
    'total_currency',
  ])
})

test('records go in as one array a column', () => {
  const empty = { ...line, note: null, total: null, at: null, tagIds: null, facts: null }

  const parameters = batchParameters(table, [line, empty])

  expect(parameters.map(([first]) => first)).toEqual([
    'oln_1',
    'org_north',
    '1970-01-01T00:00:00.000Z',
    '2023-11-14T22:13:20.123Z',
    null,
    2,
    'ord_1',
    'a "note"',
    5,
    'EUR',
    '1969-12-31T23:59:59.999Z',
    '{"tag_\\"1","tag_\\\\2"}',
    '["a",{"b":null}]',
    '{"from":"test"}',
  ])
  expect(parameters.slice(7, 13).map(([, second]) => second)).toEqual(Array(6).fill(null))
})

test('a batch names its columns, and casts what travelled as text', () => {
  expect(batchSource(table, 'b', 3)).toMatch(
    /^unnest\(\$3::text\[\], \$4::text\[\], \$5::timestamp with time zone\[\], .*\$16::jsonb\[\]\) as b\("id", "organization_id", /,
  )
  expect(batchList(table, 'b')).toMatch(
    /^b\."id", .*b\."total_currency"::character\(3\), .*b\."tag_ids"::text\[\], b\."facts", b\."meta"$/,
  )
})

test('a row becomes a record with its keys in order, null where nothing is', () => {
  const row = {
    meta: { from: 'test' },
    tag_ids: ['t'],
    at: 5,
    total_currency: 'EUR',
    total_amount: 0,
    note: null,
    facts: null,
    order_id: 'ord_1',
    version: 2,
    deleted_at: null,
    updated_at: 2,
    created_at: 1,
    organization_id: 'org_north',
    id: 'oln_1',
  }

  const record = table.read(row)

  expect(Object.entries(record)).toEqual([
    ['id', 'oln_1'],
    ['organizationId', 'org_north'],
    ['createdAt', 1],
    ['updatedAt', 2],
    ['deletedAt', null],
    ['version', 2],
    ['orderId', 'ord_1'],
    ['note', null],
    ['total', { amount: 0, currency: 'EUR' }],
    ['at', 5],
    ['tagIds', ['t']],
    ['facts', null],
    ['meta', { from: 'test' }],
  ])
  expect(plainReader([...table.fields.values()])(row)).toEqual(record)
  expect(table.read({ ...row, total_amount: null, total_currency: null })['total']).toBeNull()
})

test('what a violation names leads back to keys', () => {
  expect([...table.uniques]).toEqual([
    ['order_lines_note_key', ['note']],
    ['order_lines_order_id_note_key', ['orderId', 'note']],
  ])
  expect([...table.references]).toEqual([['order_lines_order_id_fkey', 'orderId']])
})
