/** What the check refuses, in which words, and what nobody can do with a hostile rule. */
import { expect, test } from 'vitest'
import { compileRule } from '../compile-rule.ts'
import { checkRule, inspectRule } from './check-rule.ts'
import { factShape, openShape, rootsShape } from './fact-shape.ts'
import type { CheckOptions } from './rule-walk.ts'

const customer = factShape('Customer', {
  name: { type: 'string' },
  creditLimit: { type: 'money' },
})
const order = factShape('Order', {
  number: { type: 'string' },
  status: { type: 'enum', values: ['draft', 'placed', 'paid'] },
  total: { type: 'money' },
  quantity: { type: 'number' },
  placedAt: { type: 'date' },
  isRush: { type: 'boolean' },
  place: { type: 'geo.point' },
  customerId: { type: 'ref' },
  customer: { type: 'record', shape: customer },
  tagIds: { type: 'ref[]' },
  tags: { type: 'record', list: true, shape: factShape('Tag', { name: { type: 'string' } }) },
  margin: { type: 'number', computed: true },
})
const shape = rootsShape({ entity: order, actor: openShape('actor') })

function problemsOf(data: unknown, options: CheckOptions = { shape }): string[] {
  const checked = inspectRule(data, options)
  return checked.ok ? [] : checked.error.map(({ path, message }) => `${path}: ${message}`)
}

test('a rule that is in order comes back as frozen data of its own', () => {
  const data = {
    or: [{ field: 'entity.total', op: 'lte', value: { amount: 100, currency: 'USD' } }],
  }

  const rule = checkRule(data, { shape })

  expect(rule).toEqual(data)
  expect(rule).not.toBe(data)
  expect(Object.isFrozen(rule)).toBe(true)
  expect('or' in rule && Object.isFrozen(rule.or)).toBe(true)
})

test('all problems are told at once, each with its place and what is allowed', () => {
  const problems = problemsOf({
    and: [
      { field: 'entity.totl', op: 'lte', value: 1 },
      { field: 'entity.number', op: 'gtt', value: 'x' },
      { not: { field: 'entity.customer.creditLimit', op: 'eq', value: 'x' } },
    ],
  })

  expect(problems).toEqual([
    'and.0.field: reads Order.totl, which Order has not. Did you mean "total"? (at and.0.field)',
    'and.1.op: uses "gtt", which is no operator. Did you mean "gt"? (at and.1.op)',
    'and.2.not.value: asks whether entity.customer.creditLimit is "x"; eq takes money such as { amount: 12400, currency: "USD" }, or null, or { ref: path } (at and.2.not.value)',
  ])
})

test.each<[string, unknown]>([
  ['has "x" where a condition belongs', 'x'],
  ['has null where a condition belongs', null],
  ['has a list where a condition belongs', []],
  ['has a part that is no condition', {}],
  ['Did you mean "field"?', { feild: 'entity.total', op: 'exists' }],
  ['has "vlaue" beside "field"', { field: 'entity.number', op: 'eq', value: 'x', vlaue: 'y' }],
  ['has "or" beside "and"', { and: [], or: [] }],
  ['where "and" needs a list', { and: { field: 'entity.number', op: 'exists' } }],
  ['reads order, which is no fact. It has: entity, actor', { field: 'order.total', op: 'exists' }],
  ['which is not a path', { field: 'entity..number', op: 'exists' }],
  ['which is not a path', { field: 'entity.number-1', op: 'exists' }],
  ['which is not a path', { field: 'a.b.c.d.e.f.g.h.i', op: 'exists' }],
  ['which is not a path', { field: 7, op: 'exists' }],
  [
    'reads length of number, a string, which has no fields',
    { field: 'entity.number.length', op: 'exists' },
  ],
  ['compares entity.customer, a record', { field: 'entity.customer', op: 'exists' }],
  ['uses "constructor", which is no operator', { field: 'entity.number', op: 'constructor' }],
  ['uses "__proto__", which is no operator', { field: 'entity.number', op: '__proto__' }],
  ['asks gt of entity.isRush, a boolean', { field: 'entity.isRush', op: 'gt', value: 1 }],
  ['asks matches of entity.total', { field: 'entity.total', op: 'matches', value: 'x' }],
  ['eq takes a text', { field: 'entity.number', op: 'eq', value: 1 }],
  ['eq takes a text', { field: 'entity.number', op: 'eq' }],
  ['gt takes a finite number', { field: 'entity.quantity', op: 'gt', value: Number.NaN }],
  ['gt takes an instant', { field: 'entity.placedAt', op: 'gt', value: '2026-01-01' }],
  ['lt takes a text', { field: 'entity.number', op: 'lt', value: null }],
  ['asks eq of entity.place, a geo.point', { field: 'entity.place', op: 'eq', value: 1 }],
  ['asks spatialWithin of entity.number', { field: 'entity.number', op: 'spatialWithin' }],
  [
    'has an area that is refused at coordinates.0: it must have at least 4 positions',
    {
      field: 'entity.place',
      op: 'spatialWithin',
      value: { type: 'Polygon', coordinates: [[[0, 0]]] },
    },
  ],
  [
    'has an area that is refused: it must be',
    { field: 'entity.place', op: 'spatialWithin', value: 7 },
  ],
  ['in takes a list', { field: 'entity.number', op: 'in', value: { ref: 'entity.status' } }],
  ['in takes a list', { field: 'entity.number', op: 'in', value: ['a', ['b']] }],
  ['exists takes true or false', { field: 'entity.number', op: 'exists', value: 1 }],
  ['withinDays takes a number of days', { field: 'entity.placedAt', op: 'withinDays', value: 2e6 }],
  [
    'which it cannot be. Did you mean "draft"?',
    { field: 'entity.status', op: 'eq', value: 'drfat' },
  ],
  [
    'with entity.number, a string; lte takes money',
    { field: 'entity.total', op: 'lte', value: { ref: 'entity.number' } },
  ],
  [
    'which may be several',
    { field: 'entity.number', op: 'eq', value: { ref: 'entity.tags.name' } },
  ],
  ['which Order has not', { field: 'entity.total', op: 'lte', value: { ref: 'entity.limit' } }],
  [
    'refused at position 0: looking ahead is not supported',
    { field: 'entity.number', op: 'matches', value: '(?=a)' },
  ],
  ['names the rule "sales.x", which is not registered', { ref: 'sales.x' }],
])('%s', (problem, data) => {
  expect(problemsOf(data)).toEqual([expect.stringContaining(problem)])
})

test('a filter cannot read what is computed, nor what its author may not read', () => {
  const rule = {
    and: [
      { field: 'margin', op: 'gt', value: 1 },
      { field: 'number', op: 'exists' },
    ],
  }
  const canRead = (path: string) => path !== 'number'

  const problems = problemsOf(rule, { shape: order, isFilter: true, canRead })

  expect(problems).toEqual([
    'and.0.field: reads margin, which is computed and not stored (at and.0.field)',
    'and.1.field: reads number, which the caller may not read (at and.1.field)',
  ])
})

test('rules that stand for each other are refused with the whole circle', () => {
  const rules = new Map<string, unknown>([
    ['a', { not: { ref: 'b' } }],
    ['b', { or: [{ ref: 'c' }] }],
    ['c', { ref: 'b' }],
  ])

  const problems = problemsOf({ ref: 'a' }, { shape, resolve: (id) => rules.get(id) })

  expect(problems).toEqual([expect.stringContaining('stands for itself: b → c → b')])
})

test('rules that multiply each other are refused for their size', () => {
  const twice = (ref: string) => ({ and: [{ ref }, { ref }] })
  const resolve = (id: string) =>
    id === 'r0' ? { field: 'x', op: 'exists' } : twice(`r${Number(id.slice(1)) - 1}`)

  expect(problemsOf({ ref: 'r12' }, { resolve })).toEqual([
    expect.stringContaining('has more than 500 parts'),
  ])
})

test.each<[string, unknown]>([
  ['nested more than 32 levels', nested(40)],
  ['nested more than 32 levels', nested(100_000)],
  ['more than 500 parts', { and: Array.from({ length: 10_000 }, () => ({ and: [] })) }],
  ['has nothing where a condition belongs', { or: Array.from({ length: 2 ** 20 }) }],
  ['lists 1001 values', { field: 'x', op: 'in', value: Array.from({ length: 1001 }, () => 1) }],
  [
    'lists more than 5000 values in all',
    {
      or: Array.from({ length: 6 }, () => ({
        field: 'x',
        op: 'in',
        value: Array.from({ length: 900 }, () => 1),
      })),
    },
  ],
  ['at most 10000 characters', { field: 'x', op: 'eq', value: 'x'.repeat(10_001) }],
  ['at most 512 characters', { field: 'x', op: 'matches', value: 'x'.repeat(513) }],
  [
    'more than 2000 positions in all',
    {
      or: Array.from({ length: 3 }, () => ({
        field: 'x',
        op: 'spatialWithin',
        value: { type: 'Polygon', coordinates: [Array.from({ length: 900 }, () => [1, 1])] },
      })),
    },
  ],
  [
    'more than 8 patterns',
    { or: Array.from({ length: 9 }, () => ({ field: 'x', op: 'matches', value: 'x' })) },
  ],
])('%s', (problem, data) => {
  expect(problemsOf(data, {}).join()).toContain(problem)
})

test('no text of a rule is ever run', () => {
  const hostile = [
    '"',
    "'",
    '`',
    '\\',
    '${throw 1}',
    '*/ throw 1 /*',
    '//',
    '\u2028throw 1',
    '\u2029',
    '"+(()=>{throw 1})()+"',
    '</script>',
  ]
  const rules = hostile.flatMap((text) => [
    { field: 'x', op: 'eq', value: text },
    { field: 'x', op: 'gt', value: text },
    { field: 'x', op: 'in', value: [text] },
    { field: 'x', op: 'contains', value: text },
  ])

  for (const rule of rules) {
    const compiled = compileRule(checkRule(rule), { generate: true })
    expect(compiled.evaluate({ x: hostile[0] })).toBe(compiled.explain({ x: hostile[0] }).passed)
  }
})

test.each([
  '__proto__',
  'constructor',
  'x.__proto__',
  'x.constructor.prototype',
  'x.toString',
  'hasOwnProperty',
  'x;throw 1',
  'x["y"]',
  '',
])('the path %j leads nowhere', (field) => {
  expect(problemsOf({ field, op: 'exists' }, {})).toEqual([expect.stringContaining('not a path')])
})

test('no code of a value is ever run', () => {
  const run = () => {
    throw new Error('run')
  }
  const live = { toString: run, valueOf: run, toJSON: run, [Symbol.toPrimitive]: run }

  for (const op of ['eq', 'gt', 'in', 'contains', 'matches', 'withinDays', 'exists', live]) {
    expect(problemsOf({ field: 'x', op, value: live }, {})).toHaveLength(1)
    expect(problemsOf({ field: live, op, value: [live] }, {}).length).toBeGreaterThan(0)
  }
})

test('a rule cannot be changed through the data that it was made from', () => {
  const limit = { amount: 100, currency: 'USD' }
  const compiled = compileRule({ field: 'total', op: 'lte', value: limit })

  limit.amount = 1_000_000

  expect(compiled.evaluate({ total: { amount: 200, currency: 'USD' } })).toBe(false)
})

function nested(depth: number): unknown {
  let rule: unknown = { field: 'x', op: 'exists' }
  for (let level = 0; level < depth; level++) rule = { not: rule }
  return rule
}

test('a part of very many keys ends the check', () => {
  const wide = Object.fromEntries(Array.from({ length: 33 }, (_, at) => [`k${at}`, at]))

  const problems = problemsOf({ and: [wide, wide] })

  expect(problems).toEqual([expect.stringContaining('has a part of 33 keys that is no condition')])
})

test.each<[string, unknown]>([
  ['a getter', Object.defineProperty({ field: 'a' }, 'op', { get: unexpected, enumerable: true })],
  ['a proxy', { and: [new Proxy({}, { ownKeys: unexpected })] }],
  ['a proxy that was revoked', { not: revoked() }],
])('%s that throws is refused, whoever reads it', (_, data) => {
  const problem = 'cannot be read: one of its parts throws an error'

  expect(problemsOf(data)).toEqual([`: ${problem}`])
  expect(() => compileRule(data as never)).toThrow(problem)
})

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

function unexpected(): never {
  throw new Error('read')
}
