/** A set of rules as one program: what it reads, what it refuses, what it keeps. */
import { expect, test } from 'vitest'
import { factShape, openShape, rootsShape } from '../check/fact-shape.ts'
import { compileRule } from '../compile-rule.ts'
import { defineRule } from '../define-rule.ts'
import { createRuleEngine } from '../engine/rule-engine.ts'
import { dayLength } from '../operators.ts'
import type { RuleExpr } from '../rule.ts'
import { compileRules } from './decision-program.ts'

const tag = factShape('Tag', { color: { type: 'string' } })
const order = factShape('Order', {
  total: { type: 'number' },
  note: { type: 'string', sensitive: true },
  tags: { type: 'record', list: true, shape: tag },
})
const shape = rootsShape({ entity: order, actor: openShape('actor') })

test('rules that share a path and a literal are told apart', () => {
  const program = compileRules([
    { field: 'x', op: 'eq', value: true },
    { field: 'x', op: 'eq', value: null },
    { field: 'x', op: 'exists' },
    { field: 'x', op: 'neq', value: 'true' },
    { field: 'x', op: 'in', value: [null, 'true'] },
    { and: [] },
    { or: [] },
  ])

  expect(program.evaluate({ x: true })).toEqual([true, false, true, true, false, true, false])
  expect(program.evaluate({})).toEqual([false, true, false, true, true, true, false])
  expect(program.holding({ x: 'true' })).toEqual([2, 4, 5])
})

test('each path is read once, whatever reads it', () => {
  let reads = 0
  const entity = {
    get total() {
      reads += 1
      return 7
    },
  }
  const program = compileRules(
    Array.from({ length: 50 }, (_, value) => ({ field: 'entity.total', op: 'gt', value }) as const),
  )

  expect(program.holding({ entity })).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(reads).toBe(1)
  expect(program.reads.map(({ text }) => text)).toEqual(['entity.total'])
})

test('a leaf across a list holds if it does for any, and its opposite if it does for none', () => {
  const red: RuleExpr = { field: 'entity.tags.color', op: 'eq', value: 'red' }
  const program = compileRules(
    [red, { ...red, op: 'neq' }, { ...red, op: 'exists', value: false }],
    {
      shape,
    },
  )
  const tagged = (...colors: unknown[]) => ({
    entity: { tags: colors.map((color) => ({ color })) },
  })

  expect(program.evaluate(tagged('blue', 'red'))).toEqual([true, false, false])
  expect(program.evaluate(tagged(null))).toEqual([false, true, true])
  expect(program.evaluate(tagged())).toEqual([false, true, true])
})

test('what was not loaded is an error, whatever the rules decide without it', () => {
  const program = compileRules([{ and: [] }, { field: 'entity.total', op: 'gt', value: 1 }], {
    shape,
  })

  expect(() => program.evaluate({})).toThrow('the rule reads entity, which was not loaded')
  expect(() => program.explain(0, {})).toThrow('the rule reads entity, which was not loaded')
})

test('an explanation bears the name of its rule, and keeps to itself what is sensitive', () => {
  const long = defineRule('sales.long', {
    not: { field: 'entity.note', op: 'matches', value: '^[a-z]{0,3}$' },
  })
  const program = compileRules([long], { shape })
  const facts = { entity: { note: 'abc' } }

  const why = program.explain(0, facts)

  expect(why).toEqual(compileRule(long, { shape }).explain(facts))
  expect(JSON.stringify(why)).not.toContain('abc')
})

test('there is nothing to tell of a place where no rule is', () => {
  expect(() => compileRules([{ and: [] }]).explain(1, {})).toThrow(
    'there is no rule at place 1; there are: 0 to 0',
  )
  expect(() => compileRules([]).explain(0, {})).toThrow('there are: none')
})

test('now is asked for once, when a rule first needs it', () => {
  let asked = 0
  const clock = { now: () => (asked += 1) * 10 * dayLength }
  const recent: RuleExpr = { field: 'at', op: 'withinDays', value: 1 }
  const program = compileRules([recent, { not: recent }, { ...recent, value: { ref: 'days' } }], {
    clock,
  })

  expect(program.evaluate({ at: 9.5 * dayLength, days: 1 })).toEqual([true, false, true])
  expect(asked).toBe(1)
  expect(program.evaluate({ at: 9.5 * dayLength, days: 1 }, { now: 0 })).toEqual([
    false,
    true,
    false,
  ])
})

test('an engine compiles sets of rules that name others', () => {
  const engine = createRuleEngine()
  engine.register('small', { field: 'x', op: 'lt', value: 10 })

  const program = engine.compileAll([{ ref: 'small' }, { not: { ref: 'small' } }])

  expect(program.evaluate({ x: 3 })).toEqual([true, false])
  expect(program.explain(0, { x: 3 })).toMatchObject({ rule: 'small', passed: true })
})

test('a rule that is not in order is refused, whatever stands beside it', () => {
  const broken = JSON.parse('{ "field": "x", "op": "ltt", "value": 1 }')

  expect(() => compileRules([{ and: [] }, broken])).toThrow('uses "ltt", which is no operator')
})
