/** What a filter is as a rule, and what is wrong with one. */
import { expect, test } from 'vitest'
import { checkRule } from './check/check-rule.ts'
import { factShape } from './check/fact-shape.ts'
import { type Filter, toRule } from './filter.ts'

interface Order {
  readonly number: string
  readonly status: 'draft' | 'placed'
  readonly total: { readonly amount: number; readonly currency: string }
  readonly placedAt: number | null
  readonly tagIds: readonly string[]
}

const shape = factShape('Order', {
  number: { type: 'string' },
  status: { type: 'enum', values: ['draft', 'placed'] },
  total: { type: 'money' },
  placedAt: { type: 'date' },
  tagIds: { type: 'ref[]' },
})
const usd = (amount: number) => ({ amount, currency: 'USD' })

test.each<[Filter<Order>, unknown]>([
  [{}, { and: [] }],
  [{ status: 'draft' }, { field: 'status', op: 'eq', value: 'draft' }],
  [{ placedAt: null }, { field: 'placedAt', op: 'eq', value: null }],
  [{ total: usd(5) }, { field: 'total', op: 'eq', value: usd(5) }],
  [
    { total: { gt: usd(5), lte: usd(9) } },
    {
      and: [
        { field: 'total', op: 'gt', value: usd(5) },
        { field: 'total', op: 'lte', value: usd(9) },
      ],
    },
  ],
  [
    { status: { in: ['draft', 'placed'] }, tagIds: { contains: 'tag_1' } },
    {
      and: [
        { field: 'status', op: 'in', value: ['draft', 'placed'] },
        { field: 'tagIds', op: 'contains', value: 'tag_1' },
      ],
    },
  ],
  [
    { or: [{ number: { matches: '^A' } }, { not: { placedAt: { exists: true } } }] },
    {
      or: [
        { field: 'number', op: 'matches', value: '^A' },
        { not: { field: 'placedAt', op: 'exists', value: true } },
      ],
    },
  ],
])('%j', (filter, rule) => {
  expect(checkRule(toRule(filter), { shape })).toEqual(rule)
})

test('a rule may stand for a filter, and for a part of one', () => {
  const rule = { field: 'status', op: 'eq', value: 'draft' } as const

  expect(toRule(rule)).toBe(rule)
  expect(toRule({ and: [rule, { number: 'A1' }] } as Filter<Order>)).toEqual({
    and: [rule, { field: 'number', op: 'eq', value: 'A1' }],
  })
})

test.each<[string, unknown]>([
  ['reads Order.numbr, which Order has not. Did you mean "number"?', { numbr: 'x' }],
  ['uses "gtt", which is no operator. Did you mean "gt"?', { total: { gtt: usd(1) } }],
  ['asks eq of status without a value', { status: undefined }],
  ['asks whether status is an object', { status: {} }],
  ['asks whether status is a list', { status: ['draft'] }],
  ['where "or" needs a list', { or: { status: 'draft' } }],
])('%s', (problem, filter) => {
  expect(() => checkRule(toRule(filter as Filter<Order>), { shape })).toThrow(problem)
})

test('a filter without end is refused like any rule', () => {
  let filter: Filter<Order> = { status: 'draft' }
  for (let depth = 0; depth < 50_000; depth++) filter = { not: filter }

  expect(() => checkRule(toRule(filter), { shape })).toThrow('nested more than 32 levels deep')
})
