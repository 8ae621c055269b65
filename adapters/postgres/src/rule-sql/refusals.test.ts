/** What no filter can ask of a database is refused by name. */
import { type EntitySchema, defineEntity, field, type RuleExpr } from '@plinth/core'
import { compileRule, entitySchema } from '@plinth/core/runtime'
import { expect, test } from 'vitest'
import { tableOf } from '../table/index.ts'
import { Joins } from './crossing.ts'
import { toSql } from './to-sql.ts'

const schema: EntitySchema = entitySchema(
  defineEntity({
    name: 'Order',
    idPrefix: 'ord_',
    fields: {
      customerId: field.ref('Customer'),
      note: field.string({ optional: true }),
      facts: field.json({ optional: true }),
      total: field.money(),
    },
  }),
  { namespace: 'sales' },
)

test.each<[RuleExpr, string]>([
  [
    { field: 'facts.size', op: 'eq', value: { ref: 'note' } },
    'the filter compares facts.size with another field, and one of them is JSON; a filter compares that with literals only',
  ],
  [
    { field: 'note', op: 'contains', value: { ref: 'facts' } },
    'the filter compares note with another field, and one of them is JSON; a filter compares that with literals only',
  ],
  [
    { field: 'customer.name', op: 'eq', value: 'Ann' },
    'the filter reads Order.customer, which Order has not: "customerId" leads to no entity of its module',
  ],
  [
    { ref: 'sales.within-credit' },
    'the filter names the rule "sales.within-credit", which is not registered',
  ],
])('%j', (rule, sentence) => {
  expect(() => sqlOf(rule)).toThrow(sentence)
})

test('values go into parameters, and never into the text', () => {
  const evil = `'; drop table orders; --`

  const { sql, values } = sqlOf({
    and: [
      { field: 'note', op: 'eq', value: evil },
      { field: 'facts.a', op: 'in', value: [evil] },
    ],
  })

  expect(sql).not.toContain('drop')
  expect(values).toEqual([evil, JSON.stringify([evil])])
})

test('rules of one form have one text, whatever their values', () => {
  const textOf = (value: number, limit: number) =>
    sqlOf({
      or: [
        { field: 'total.amount', op: 'gt', value },
        { field: 'createdAt', op: 'withinDays', value: limit },
      ],
    }).sql

  expect(textOf(1, 2)).toBe(textOf(1_000_000, -7.5))
})

test('and without parts holds, or without parts does not', () => {
  expect(sqlOf({ and: [] }).sql).toBe('true')
  expect(sqlOf({ or: [] }).sql).toBe('false')
  expect(compileRule({ and: [] }).evaluate({})).toBe(true)
})

function sqlOf(rule: RuleExpr): { readonly sql: string; readonly values: readonly unknown[] } {
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  return {
    sql: toSql(rule, { table: tableOf(schema), alias: 'o', joins: new Joins(), now: 0, bind }),
    values,
  }
}
