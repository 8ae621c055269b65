/** What is asked of an engine without being registered: closures, remembered for a while, never code. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defineRule } from '../define-rule.ts'
import type { RuleExpr } from '../rule.ts'
import { createRuleEngine } from './rule-engine.ts'

const host = globalThis.Function
let made = 0

beforeEach(() => {
  made = 0
  globalThis.Function = new Proxy(host, {
    construct: (target, texts) => {
      made += 1
      const built: object = Reflect.construct(target, texts)
      return built
    },
  })
})
afterEach(() => {
  globalThis.Function = host
})

const small: RuleExpr = { field: 'total', op: 'lt', value: 10 }
const ann = { organizationId: 'org_ann', now: 0 }
const overlay = {
  id: 'ovl_1',
  organizationId: 'org_ann',
  rule: 'sales.small',
  expr: small,
  author: 'act_ann',
  validFrom: null,
  validUntil: null,
}

test('a rule becomes code where its registration says so, once, and nowhere else', () => {
  const engine = createRuleEngine()
  engine.registerAll([{ id: 'sales.small', expr: small, generate: true }])
  const afterStart = made
  engine.register('tenant.own', { field: 'total', op: 'gt', value: 1 })

  const asked: readonly RuleExpr[] = [{ ref: 'sales.small' }, small, { not: small }]
  for (const rule of asked) {
    engine.evaluate(rule, { total: 5 })
    engine.explain(rule, { total: 5 })
    engine.compile(rule).evaluate({ total: 5 })
    engine.compileFor(ann, rule).evaluate({ total: 5 })
  }
  engine.tighten(overlay)
  for (const rule of asked) engine.compileFor(ann, rule).evaluate({ total: 5 })

  expect([afterStart, made]).toEqual([1, 1])
})

test('a definition answers as its module registered it, and any other with its name becomes closures', () => {
  const engine = createRuleEngine()
  const rule = defineRule('sales.small', small)
  engine.registerAll([{ ...rule, generate: true }])

  const impostor = { ...rule, expr: { field: 'total', op: 'gt', value: 10 } as const }

  expect(engine.compileFor(ann, rule)).toBe(engine.compileFor(ann, engine.resolve('sales.small')))
  expect(engine.evaluate(rule, { total: 5 })).toBe(true)
  expect(engine.evaluate(impostor, { total: 5 })).toBe(false)
  expect(made).toBe(1)
})

test('asking again compiles nothing, and what is asked may change meanwhile', () => {
  const engine = createRuleEngine()
  let looks = 0
  engine.register('sales.small', small)
  const ask = { ref: 'sales.small', watched: undefined }
  const rule = { field: 'total', op: 'lt' as const, value: 10 }

  const before = engine.evaluate(rule, { total: 5 })
  rule.value = 3
  const after = engine.evaluate(rule, { total: 5 })
  const watched = new Proxy(small, {
    ownKeys: (target) => {
      looks += 1
      return Reflect.ownKeys(target)
    },
  })
  engine.evaluate(watched, { total: 5 })
  const first = looks
  engine.evaluate(watched, { total: 5 })

  expect([before, after]).toEqual([true, false])
  expect(looks - first).toBe(1)
  expect(() => engine.evaluate(ask, {})).toThrow('watched')
})

test('a name that stands for another rule now is not answered from memory', () => {
  const engine = createRuleEngine()
  engine.register('sales.small', small)
  const before = engine.evaluate({ ref: 'sales.small' }, { total: 5 })

  engine.unregister('sales.small')
  engine.register('sales.small', { not: small })

  expect([before, engine.evaluate({ ref: 'sales.small' }, { total: 5 })]).toEqual([true, false])
})

test('what reads like a rule that is remembered, and is none, is refused all the same', () => {
  const engine = createRuleEngine()
  engine.evaluate({ field: 'total', op: 'eq', value: null }, { total: 1 })
  engine.evaluate({ field: 'total', op: 'in', value: [1] }, { total: 1 })
  const circle: unknown[] = []
  circle.push(circle)

  const ask = (value: unknown, op = 'eq') => {
    const rule: RuleExpr = JSON.parse('{}', () => ({ field: 'total', op, value }))
    return engine.evaluate(rule, { total: 1 })
  }

  expect(() => ask(Number.NaN)).toThrow(expect.objectContaining({ code: 'rule.invalid' }))
  expect(() => ask(undefined)).toThrow(expect.objectContaining({ code: 'rule.invalid' }))
  expect(() => ask(circle, 'in')).toThrow(expect.objectContaining({ code: 'rule.invalid' }))
  expect(() => ask('1', 'in')).toThrow(expect.objectContaining({ code: 'rule.invalid' }))
})

test('however many different rules are asked, each gets its own answer', () => {
  const engine = createRuleEngine()

  const answers = Array.from({ length: 1_000 }, (_, value) =>
    engine.evaluate({ field: 'total', op: 'eq', value }, { total: value }),
  )

  expect(new Set(answers)).toEqual(new Set([true]))
})
