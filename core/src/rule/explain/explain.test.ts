/** What a rule tells of itself: the tree, its sentences, and only what the caller may read. */
import { expect, test } from 'vitest'
import { factShape, openShape, rootsShape } from '../check/fact-shape.ts'
import { compileRule } from '../compile-rule.ts'
import type { RuleExpr } from '../rule.ts'
import { detailOf, failuresOf } from './explanation.ts'

const usd = (amount: number) => ({ amount, currency: 'USD' })

const withinCredit = {
  kind: 'rule',
  id: 'sales.within-credit',
  entity: 'Order',
  expr: {
    or: [
      { field: 'entity.total', op: 'lte', value: { ref: 'entity.customer.creditLimit' } },
      { field: 'actor.roles', op: 'contains', value: 'sales-manager' },
    ],
  },
} as const

const refused = {
  entity: { total: usd(12_400), customer: { creditLimit: usd(10_000) } },
  actor: { roles: ['clerk'] },
}

test('a refusal is the tree of its rule, with what each leaf expected and found', () => {
  const why = compileRule(withinCredit).explain(refused)

  expect(why).toEqual({
    rule: 'sales.within-credit',
    passed: false,
    or: [
      {
        field: 'entity.total',
        op: 'lte',
        expected: usd(10_000),
        actual: usd(12_400),
        passed: false,
        message: 'total 124.00 USD is not at most customer.creditLimit 100.00 USD',
      },
      {
        field: 'actor.roles',
        op: 'contains',
        expected: 'sales-manager',
        actual: ['clerk'],
        passed: false,
        message: 'actor.roles does not contain "sales-manager"',
      },
    ],
  })
  expect(Object.keys(why)[0]).toBe('rule')
})

test('what decided is told in one sentence', () => {
  const why = compileRule(withinCredit).explain(refused)

  expect(detailOf(why)).toBe(
    'total 124.00 USD is not at most customer.creditLimit 100.00 USD, and actor.roles does not contain "sales-manager"',
  )
  expect(failuresOf(why).map(({ field }) => field)).toEqual(['entity.total', 'actor.roles'])
})

test('of what was to fail, the sentence tells what held', () => {
  const rule = compileRule({
    and: [{ not: { field: 'status', op: 'eq', value: 'paid' } }, { field: 'status', op: 'exists' }],
  })

  expect(detailOf(rule.explain({ status: 'paid' }))).toBe('status is "paid"')
})

test('a rule that holds has nothing to tell', () => {
  const rule = compileRule({ field: 'status', op: 'eq', value: 'paid' })

  expect(detailOf(rule.explain({ status: 'paid' }))).toBe('')
  expect(failuresOf(rule.explain({ status: 'paid' }))).toEqual([])
})

test('more than five reasons are counted', () => {
  const leaves = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((field) => ({
    field,
    op: 'exists' as const,
  }))

  expect(detailOf(compileRule({ and: leaves }).explain({}))).toBe(
    'a is missing, and b is missing, and c is missing, and d is missing, and e is missing, and 2 more',
  )
})

const now = Date.UTC(2026, 0, 15)
const shape = factShape('Order', {
  status: { type: 'string' },
  placedAt: { type: 'date' },
  note: { type: 'string', sensitive: true },
  total: { type: 'money' },
  limit: { type: 'money' },
  tagIds: { type: 'ref[]' },
})

test.each<[string, RuleExpr, Record<string, unknown>]>([
  [
    'status "draft" is not "paid"',
    { field: 'status', op: 'eq', value: 'paid' },
    { status: 'draft' },
  ],
  ['status, which is missing, is not "paid"', { field: 'status', op: 'eq', value: 'paid' }, {}],
  ['status is "paid"', { field: 'status', op: 'neq', value: 'paid' }, { status: 'paid' }],
  [
    'status "x" is none of "a", "b"',
    { field: 'status', op: 'in', value: ['a', 'b'] },
    { status: 'x' },
  ],
  [
    'status "a" is one of "a", "b"',
    { field: 'status', op: 'nin', value: ['a', 'b'] },
    { status: 'a' },
  ],
  ['status is there', { field: 'status', op: 'exists', value: false }, { status: 'a' }],
  ['status is not empty', { field: 'status', op: 'empty' }, { status: 'a' }],
  ['status is empty', { field: 'status', op: 'empty', value: false }, { status: '' }],
  [
    'status "a" does not match "^b"',
    { field: 'status', op: 'matches', value: '^b' },
    { status: 'a' },
  ],
  [
    'tagIds does not contain all of "a", "b"',
    { field: 'tagIds', op: 'containsAll', value: ['a', 'b'] },
    { tagIds: ['a'] },
  ],
  [
    'placedAt 2026-01-01T00:00:00.000Z is not within the last 7 days',
    { field: 'placedAt', op: 'withinDays', value: 7 },
    { placedAt: Date.UTC(2026, 0, 1) },
  ],
  [
    'placedAt 2026-01-01T00:00:00.000Z is not within the next day',
    { field: 'placedAt', op: 'withinDays', value: -1 },
    { placedAt: Date.UTC(2026, 0, 1) },
  ],
  [
    'placedAt 2026-01-01T00:00:00.000Z is not above 2026-01-02T00:00:00.000Z',
    { field: 'placedAt', op: 'gt', value: Date.UTC(2026, 0, 2) },
    { placedAt: Date.UTC(2026, 0, 1) },
  ],
  [
    'total 1.00 USD is not at most limit 5.00 EUR, as their currencies differ',
    { field: 'total', op: 'lte', value: { ref: 'limit' } },
    { total: usd(100), limit: { amount: 500, currency: 'EUR' } },
  ],
  [
    'total 1.00 USD is not at most limit, which is missing',
    { field: 'total', op: 'lte', value: { ref: 'limit' } },
    { total: usd(100) },
  ],
])('%s', (sentence, rule, facts) => {
  expect(detailOf(compileRule(rule, { shape }).explain(facts, { now }))).toBe(sentence)
})

test('a sensitive field is not shown, unless the caller may read it', () => {
  const rule = compileRule({ field: 'note', op: 'eq', value: 'vip' }, { shape })
  const facts = { note: 'slow payer' }

  const hidden = rule.explain(facts)
  const shown = rule.explain(facts, { canRead: () => true })

  expect(hidden).toEqual({
    field: 'note',
    op: 'eq',
    expected: { redacted: true },
    actual: { redacted: true },
    passed: false,
    message: 'note, which may not be shown, does not allow it',
  })
  expect(detailOf(shown)).toBe('note "slow payer" is not "vip"')
})

test('of a comparison, only the side that may not be read is hidden', () => {
  const canRead = (path: string) => path !== 'entity.customer.creditLimit'

  const why = compileRule(withinCredit).explain(refused, { canRead })

  expect(failuresOf(why)[0]).toMatchObject({
    expected: { redacted: true },
    actual: usd(12_400),
    message: 'total 124.00 USD is not at most customer.creditLimit, which may not be shown',
  })
})

test('across a list of refs, what each of them has is told', () => {
  const tags = factShape('Tag', { color: { type: 'string' } })
  const entity = factShape('Order', { tags: { type: 'record', list: true, shape: tags } })
  const roots = rootsShape({ entity, actor: openShape('actor') })
  const rule = compileRule({ field: 'entity.tags.color', op: 'eq', value: 'red' }, { shape: roots })

  const why = rule.explain({ entity: { tags: [{ color: 'blue' }, { color: null }] } })

  expect(detailOf(why)).toBe('tags.color ["blue", null] is not "red"')
})
