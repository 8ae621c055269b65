/** A declared rule inside another one: it stands for its name, and what is registered under it. */
import { expect, test } from 'vitest'
import { defineRule } from './define-rule.ts'
import { createRuleEngine } from './engine/rule-engine.ts'
import { toRule } from './filter.ts'
import type { RuleExpr } from './rule.ts'

const isSmall = defineRule('sales.small', { field: 'entity.total', op: 'lte', value: 100 })
const isKnown = defineRule('sales.known', { field: 'entity.customerId', op: 'exists' })
const mayBuy = defineRule('sales.may-buy', { and: [isSmall, { not: { or: [{ not: isKnown }] } }] })

function engineWith(...rules: readonly { readonly id: string; readonly expr: unknown }[]) {
  const engine = createRuleEngine()
  engine.registerAll(rules)
  return engine
}

test('a rule by value holds when the rule of its name does, and is explained under that name', () => {
  const engine = engineWith(isSmall, isKnown, mayBuy)

  const rule = engine.compile(mayBuy)

  expect(rule.evaluate({ entity: { total: 90, customerId: 'cus_1' } })).toBe(true)
  expect(rule.evaluate({ entity: { total: 110, customerId: 'cus_1' } })).toBe(false)
  expect(rule.evaluate({ entity: { total: 90, customerId: null } })).toBe(false)
})

test('what is kept of it is its name: a rule by value and a rule by name are the same data', () => {
  const byValue = engineWith(isSmall, isKnown).compile({ and: [isSmall, isKnown] })
  const byName = engineWith(isSmall, isKnown).compile({
    and: [{ ref: 'sales.small' }, { ref: 'sales.known' }],
  })

  expect(byValue.expr).toEqual(byName.expr)
})

test('a rule by value that nobody has registered is refused, like one by name', () => {
  const engine = engineWith(isSmall)

  expect(() => engine.register('sales.may-buy', mayBuy.expr)).toThrow(
    'names the rule "sales.known", which is not registered',
  )
})

test('a rule that stands in itself is a circle, however it is written', () => {
  const inner = { kind: 'rule', id: 'sales.loop', entity: null, expr: { ref: 'sales.small' } }

  expect(() => engineWith(isSmall).register('sales.loop', { and: [inner] })).toThrow(
    'stands for itself: sales.loop → sales.loop',
  )
})

test('a rule by value has nothing beside it', () => {
  const strange = { ...isSmall, value: 3 }

  expect(() => engineWith(isSmall).compile(strange.expr && { not: strange })).toThrow(
    'has "value" beside "kind"',
  )
})

test.each([
  [
    '{ "kind": "gift", "id": "sales.small" }',
    'has "gift" where a condition of a kind needs "rule"',
  ],
  [
    '{ "not": { "kind": "rule-template", "id": "sales.small" } }',
    'has "rule-template" where a condition of a kind needs "rule" (at not.kind)',
  ],
  ['{ "kind": "rule", "id": { "a": 1 }, "expr": { "and": [] } }', 'has an object where its name'],
  ['{ "kind": "rule", "expr": { "and": [] } }', 'has nothing where its name belongs'],
])('%s is no rule', (text, problem) => {
  const engine = engineWith(isSmall)
  const rule: RuleExpr = JSON.parse(text)

  expect(() => engine.evaluate(rule, {})).toThrow(
    expect.objectContaining({ code: 'rule.invalid', message: expect.stringContaining(problem) }),
  )
})

test('in a filter it stays what it is', () => {
  const filter = toRule({ and: [isSmall] })

  expect(filter).toEqual({ and: [isSmall] })
})
