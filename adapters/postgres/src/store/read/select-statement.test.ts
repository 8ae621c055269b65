/** What is asked of Postgres when records are read. */
import type { Selection } from '@plinth/core/runtime'
import { customers } from '@plinth/testing/contracts'
import { expect, test } from 'vitest'
import { tableOf } from '../../table/index.ts'
import { byIdsStatement, countStatement, selectStatement } from './select-statement.ts'

const shelf = { table: tableOf(customers), organizationId: 'org_north' }
const list = shelf.table.selectList('o')
const everything: Selection = {
  where: null,
  crossings: {},
  sort: [{ field: 'id', direction: 'asc' }],
  limit: 51,
  offset: 0,
  after: null,
  withDeleted: false,
  now: 0,
}

test('the organization stands in every statement', () => {
  const statements = [
    byIdsStatement(shelf, ['cus_1']),
    byIdsStatement(shelf, ['cus_1', 'cus_2']),
    selectStatement(shelf, everything),
    countStatement(shelf, everything, null),
    countStatement(shelf, everything, 10),
  ]

  for (const { text, values } of statements) {
    expect(text).toContain('o."organization_id" = $1')
    expect(values?.[0]).toBe('org_north')
  }
})

test('behind a cursor whose keys go one way, rows are compared as a whole', () => {
  const sort = [
    { field: 'name', direction: 'asc' },
    { field: 'id', direction: 'asc' },
  ] as const

  const statement = selectStatement(shelf, { ...everything, sort, after: ['Ada', 'cus_1'] })

  expect(statement).toEqual({
    text: `select ${list} from "shop"."customers" as o
where o."organization_id" = $1 and o."deleted_at" is null and (o."name", o."id") > ($2, $3)
order by o."name" nulls first, o."id" limit 51`,
    values: ['org_north', 'Ada', 'cus_1'],
  })
})

test('behind a cursor that nulls may follow, each way of being behind is read by itself', () => {
  const sort = [
    { field: 'code', direction: 'desc' },
    { field: 'id', direction: 'desc' },
  ] as const

  const { text, values } = selectStatement(shelf, { ...everything, sort, after: ['a', 'cus_1'] })

  expect(text.match(/is null and o\."code".*/g)).toEqual([
    'is null and o."code" < $2',
    'is null and o."code" is null',
    'is null and o."code" = $2 and o."id" < $3',
  ])
  expect(text.match(/order by o\."code" desc nulls last, o\."id" desc limit 51/g)).toHaveLength(4)
  expect(values).toEqual(['org_north', 'a', 'cus_1'])
})

test('other values, the same text', () => {
  const text = (limit: number, name: string): string =>
    selectStatement(shelf, {
      ...everything,
      limit,
      where: { field: 'name', op: 'eq', value: name },
    }).text

  expect(text(7, 'Ada')).toBe(text(8, 'Ben'))
  expect(byIdsStatement(shelf, ['a', 'b']).text).toBe(byIdsStatement(shelf, ['c', 'd', 'e']).text)
})
