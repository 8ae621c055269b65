/** Templates: rules with parameters, checked when they are registered and again when they are used. */
import { expect, test } from 'vitest'
import { field } from '../../schema/index.ts'
import { factShape, rootsShape } from '../check/fact-shape.ts'
import { defineRuleTemplate } from '../define-template.ts'
import type { RuleExpr } from '../rule.ts'
import { createRuleEngine, type RuleEngine } from './rule-engine.ts'

const usd = (amount: number) => ({ amount, currency: 'USD' })
const order = factShape('Order', {
  total: { type: 'money' },
  limit: { type: 'money' },
  number: { type: 'string' },
  status: { type: 'enum', values: ['draft', 'placed'] },
})
const shape = rootsShape({ entity: order })
const atMost = defineRuleTemplate('sales.at-most', {
  params: { limit: field.money(), status: field.string({ optional: true }) },
  expr: {
    and: [
      { field: 'entity.total', op: 'lte', value: { param: 'limit' } },
      { field: 'entity.status', op: 'neq', value: { param: 'status' } },
    ],
  },
})
const facts = { entity: { total: usd(50), limit: usd(40), number: 'A1', status: 'draft' } }

function engineWith(...templates: readonly (typeof atMost)[]): RuleEngine {
  const engine = createRuleEngine()
  for (const template of templates) engine.registerTemplate(template, shape)
  return engine
}

test('a template holds with the values that it is given', () => {
  const engine = engineWith(atMost)

  expect(engine.evaluate(atMost({ limit: usd(50) }), facts)).toBe(true)
  expect(engine.evaluate(atMost({ limit: usd(49) }), facts)).toBe(false)
  expect(engine.evaluate(atMost({ limit: usd(50), status: 'draft' }), facts)).toBe(false)
})

test('a path may stand for a value', () => {
  const engine = engineWith(atMost)

  const why = engine.explain(atMost({ limit: { ref: 'entity.limit' } }), facts)

  expect(why).toMatchObject({ rule: 'sales.at-most', passed: false })
  expect(why).toMatchObject({ and: [{ expected: usd(40), actual: usd(50) }, {}] })
})

test('a registered rule keeps the values that it was made with, as frozen data', () => {
  const engine = engineWith(atMost)
  const params = { limit: usd(50) }
  engine.register('sales.small', { template: 'sales.at-most', params }, shape)

  params.limit = usd(1)

  expect(engine.resolve('sales.small')).toEqual({
    template: 'sales.at-most',
    params: { limit: usd(50) },
  })
  expect(engine.evaluate(engine.resolve('sales.small'), facts)).toBe(true)
})

test('a template may hand its parameters on to another one', () => {
  const cheap = defineRuleTemplate('sales.cheap', {
    params: { most: field.money() },
    expr: { not: { not: { template: 'sales.at-most', params: { limit: { param: 'most' } } } } },
  })
  const engine = createRuleEngine({ shape })
  engine.registerAll([cheap, atMost])

  expect(engine.evaluate(cheap({ most: usd(50) }), facts)).toBe(true)
  expect(engine.evaluate(cheap({ most: usd(49) }), facts)).toBe(false)
  expect(engine.evaluate(cheap({ most: { ref: 'entity.limit' } }), facts)).toBe(false)
})

test.each<[string, unknown]>([
  [
    'gives template "sales.at-most" other params than it takes: limit is required',
    { template: 'sales.at-most', params: {} },
  ],
  [
    'limitt is not a field. Did you mean "limit"?',
    { template: 'sales.at-most', params: { limit: usd(1), limitt: usd(1) } },
  ],
  ['limit must be money', { template: 'sales.at-most', params: { limit: 12 } }],
  [
    'compares entity.status with "palced", which it cannot be. Did you mean "placed"?',
    { template: 'sales.at-most', params: { limit: usd(1), status: 'palced' } },
  ],
  [
    'compares entity.total with entity.number, a string; lte takes money',
    { template: 'sales.at-most', params: { limit: { ref: 'entity.number' } } },
  ],
  [
    'names the template "sales.at-moste", which is not registered. Did you mean "sales.at-most"?',
    { template: 'sales.at-moste', params: {} },
  ],
  ['gives template "sales.at-most" nothing where its params belong', { template: 'sales.at-most' }],
  [
    'gives template "sales.at-most" 101 params; at most 100 are allowed',
    {
      template: 'sales.at-most',
      params: Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`p${at}`, 1])),
    },
  ],
  [
    'is not a field',
    {
      template: 'sales.at-most',
      params: JSON.parse(
        '{ "limit": { "amount": 1, "currency": "USD" }, "__proto__": { "a": 1 } }',
      ),
    },
  ],
  ['names 7 where the name of a template belongs', { template: 7, params: {} }],
  [
    'takes the parameter "limit", and only a template has parameters',
    { field: 'entity.total', op: 'lte', value: { param: 'limit' } },
  ],
  ['names the rule "sales.at-most", which is not registered', { ref: 'sales.at-most' }],
])('%s', (problem, expr) => {
  const engine = engineWith(atMost)

  expect(() => engine.register('sales.x', expr, shape)).toThrow(problem)
})

test.each<[string, RuleExpr, object]>([
  [
    'takes the parameter "limt", which the template does not declare. Did you mean "limit"?',
    { field: 'entity.total', op: 'lte', value: { param: 'limt' } },
    { limit: field.money() },
  ],
  [
    'compares entity.total with the parameter "limit", a string; lte takes money',
    { field: 'entity.total', op: 'lte', value: { param: 'limit' } },
    { limit: field.string() },
  ],
  [
    'declares the parameter "most" and does not use it',
    { field: 'entity.total', op: 'lte', value: { param: 'limit' } },
    { limit: field.money(), most: field.money() },
  ],
  ['stands for itself: sales.t → sales.t', { template: 'sales.t', params: {} }, {}],
  [
    'hands the parameter "limit", a string, to template "sales.at-most" as "limit", which it does not fit',
    { template: 'sales.at-most', params: { limit: { param: 'limit' } } },
    { limit: field.string() },
  ],
])('a template is refused that %s', (problem, expr, params) => {
  const engine = engineWith(atMost)
  const template = defineRuleTemplate('sales.t', { params: { ...params }, expr })

  expect(() => engine.registerTemplate(template, shape)).toThrow(`template "sales.t" ${problem}`)
})

test('templates that stand for each other are refused with the whole circle', () => {
  const engine = createRuleEngine()
  const circle = [
    { id: 'a', params: [], expr: { ref: 'b' } },
    { id: 'b', expr: { template: 'a', params: {} } },
  ]

  expect(() => engine.registerAll(circle)).toThrow('template "a" stands for itself: a → b → a')
})

test('a name is taken by a rule or by a template, and goes when nothing stands on it', () => {
  const engine = engineWith(atMost)
  const small = { template: 'sales.at-most', params: { limit: usd(50) } }
  engine.register('sales.small', small, shape)

  expect(() => engine.register('sales.at-most', { and: [] })).toThrow('is registered already')
  expect(() => engine.unregister('sales.at-most')).toThrow(
    '"sales.at-most" cannot be unregistered: "sales.small" stands on it',
  )
  engine.unregister('sales.small')
  engine.unregister('sales.at-most')

  expect(() => engine.resolve('sales.small')).toThrow('no rule is registered as "sales.small"')
  expect(() => engine.unregister('sales.small')).toThrow('no rule is registered')
  expect(() => engine.evaluate(small, facts)).toThrow('which is not registered')
})
