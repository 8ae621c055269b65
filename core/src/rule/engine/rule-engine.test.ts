/** Rules by name: registered together, checked together, found again. */
import { expect, test } from 'vitest'
import { factShape, rootsShape } from '../check/fact-shape.ts'
import { defineRule } from '../define-rule.ts'
import { CoreError } from '../../errors/index.ts'
import { createRuleEngine } from './rule-engine.ts'

const stockItem = factShape('StockItem', {
  quantity: { type: 'number' },
  reserved: { type: 'number' },
  locationId: { type: 'ref' },
})
const shape = rootsShape({ entity: stockItem })

test('a registered rule is evaluated and explained by its name', () => {
  const engine = createRuleEngine()
  engine.register('inventory.low', { field: 'entity.quantity', op: 'lt', value: 10 }, shape)

  const why = engine.explain({ not: { ref: 'inventory.low' } }, { entity: { quantity: 3 } })

  expect(engine.evaluate({ ref: 'inventory.low' }, { entity: { quantity: 3 } })).toBe(true)
  expect(why).toMatchObject({ passed: false, not: { rule: 'inventory.low', passed: true } })
})

test('a registered rule comes back as frozen data', () => {
  const engine = createRuleEngine()
  const expr = { field: 'x', op: 'exists' }
  engine.register('any.x', expr)

  expr.op = 'empty'

  expect(engine.resolve('any.x')).toEqual({ field: 'x', op: 'exists' })
  expect(engine.explain(engine.resolve('any.x'), { x: 1 })).toMatchObject({ rule: 'any.x' })
})

test('rules that are registered together may name each other in any order', () => {
  const engine = createRuleEngine()

  engine.registerAll([
    { id: 'a', expr: { not: { ref: 'b' } } },
    { id: 'b', expr: { field: 'x', op: 'exists' } },
  ])

  expect(engine.evaluate({ ref: 'a' }, {})).toBe(true)
})

test('a mistake in one rule registers none, and all mistakes are told', () => {
  const engine = createRuleEngine()
  const rules = [
    { id: 'inventory.low', expr: { field: 'entity.quantty', op: 'lt', value: 10 }, shape },
    { id: 'inventory.odd', expr: { ref: 'inventory.lo' }, shape },
    { id: 'inventory.fine', expr: { field: 'entity.reserved', op: 'gt', value: 0 }, shape },
  ]

  expect(() => engine.registerAll(rules)).toThrow(
    expect.objectContaining({
      code: 'rule.invalid',
      message:
        'rule "inventory.low" reads StockItem.quantty, which StockItem has not. Did you mean "quantity"? (and 1 more)',
    }),
  )
  expect(() => engine.resolve('inventory.fine')).toThrow(
    'no rule is registered as "inventory.fine"',
  )
})

test('a name can be taken once', () => {
  const engine = createRuleEngine()
  engine.register('a', { and: [] })

  expect(() => engine.register('a', { or: [] })).toThrow('rule "a" is registered already')
  expect(engine.resolve('a')).toEqual({ and: [] })
})

test('a rule cannot stand for itself', () => {
  const engine = createRuleEngine()
  const circle = [
    { id: 'a', expr: { not: { ref: 'b' } } },
    { id: 'b', expr: { ref: 'a' } },
  ]

  expect(() => engine.register('a', { ref: 'a' })).toThrow('rule "a" stands for itself: a → a')
  expect(() => engine.registerAll(circle)).toThrow('stands for itself: a → b → a')
})

test('an unknown name is answered with the nearest one', () => {
  const engine = createRuleEngine()
  engine.register('sales.within-credit', { and: [] })

  expect(() => engine.resolve('sales.within-credits')).toThrow(
    'no rule is registered as "sales.within-credits". Did you mean "sales.within-credit"?',
  )
  expect(() => engine.evaluate({ ref: 'sales.within-credits' }, {})).toThrow(
    'Did you mean "sales.within-credit"?',
  )
})

test('a definition is compiled under its own name, with the clock of the engine', () => {
  const engine = createRuleEngine({ clock: { now: () => 1000 } })
  const recent = defineRule('any.recent', { field: 'at', op: 'withinDays', value: 1 })

  expect(engine.compile(recent).explain({ at: 999 })).toMatchObject({
    rule: 'any.recent',
    passed: true,
  })
})

test('a rule that throws when it is read is refused, whatever stands on it', () => {
  const engine = createRuleEngine()
  const unreadable = new Proxy({}, { ownKeys: () => Reflect.ownKeys(null as never) })
  const rules = [
    { id: 'sales.above', expr: { not: { ref: 'sales.below' } } },
    { id: 'sales.below', expr: unreadable },
  ]

  expect(() => engine.registerAll(rules)).toThrow(CoreError)
  expect(() => engine.registerAll(rules.slice(1))).toThrow('rule "sales.below" cannot be read')
})
