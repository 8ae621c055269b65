/** What an organization adds to a module's rules: it counts for that one alone, in its time, and only tightens. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RuleExpr } from '../rule.ts'
import { createRuleEngine, type RuleEngine } from './rule-engine.ts'
import type { RuleOverlay } from './rule-overlay.ts'

const overlay = (over: Partial<RuleOverlay>): RuleOverlay => ({
  id: 'ovl_1',
  organizationId: 'org_north',
  rule: 'sales.small',
  expr: { field: 'entity.total', op: 'lt', value: 10 },
  author: 'act_ann',
  validFrom: null,
  validUntil: null,
  ...over,
})
const north = { organizationId: 'org_north', now: 1_000 }
const south = { organizationId: 'org_south', now: 1_000 }

function engineOf(): RuleEngine {
  const engine = createRuleEngine()
  engine.register('sales.small', { field: 'entity.total', op: 'lt', value: 100 })
  return engine
}

test('a tightened rule is tighter for its organization, and for no other', () => {
  const engine = engineOf()
  const rule = { ref: 'sales.small' }
  engine.tighten(overlay({}))

  const facts = { entity: { total: 50 } }

  expect(engine.compileFor(north, rule).evaluate(facts)).toBe(false)
  expect(engine.compileFor(south, rule).evaluate(facts)).toBe(true)
  expect(engine.evaluate(rule, facts)).toBe(true)
})

test('it tells why under the name of the rule, with both conditions', () => {
  const engine = engineOf()
  engine.tighten(overlay({}))

  const rule = engine.compileFor(north, engine.resolve('sales.small'))

  expect(rule.explain({ entity: { total: 50 } })).toMatchObject({
    rule: 'sales.small',
    passed: false,
    and: [{ passed: true }, { passed: false, expected: 10 }],
  })
  expect(engine.compileFor(north, engine.resolve('sales.small'))).toBe(rule)
})

test('it says what the overlay reads as well', () => {
  const engine = engineOf()
  engine.tighten(overlay({ expr: { field: 'actor.roles', op: 'contains', value: 'boss' } }))

  const { reads } = engine.compileFor(north, { ref: 'sales.small' })

  expect(reads.map(({ text }) => text)).toEqual(['entity.total', 'actor.roles'])
})

test.each([
  [999, true],
  [1_000, false],
  [1_999, false],
  [2_000, true],
])('at %d, an overlay from 1,000 until 2,000 leaves the rule as it was: %s', (now, answer) => {
  const engine = engineOf()
  engine.tighten(overlay({ validFrom: 1_000, validUntil: 2_000 }))

  const rule = engine.compileFor({ ...north, now }, { ref: 'sales.small' })

  expect(rule.evaluate({ entity: { total: 50 } })).toBe(answer)
  expect(engine.overlaysOf('org_north', now)).toHaveLength(answer ? 0 : 1)
})

test('an overlay that was withdrawn counts no more', () => {
  const engine = engineOf()
  engine.tighten(overlay({}))
  engine.compileFor(north, engine.resolve('sales.small'))

  engine.withdraw('org_north', 'ovl_1')

  const rule = engine.compileFor(north, engine.resolve('sales.small'))
  expect(rule.evaluate({ entity: { total: 50 } })).toBe(true)
})

test.each<[string, Partial<RuleOverlay>]>([
  ['no rule is registered as "sales.smal"', { rule: 'sales.smal' }],
  ['is there already', { id: 'ovl_0' }],
  ['belongs to no organization', { organizationId: '' }],
  ['ends at 5, before it begins at 5', { validFrom: 5, validUntil: 5 }],
  ['has "2026-01-01" for a date', JSON.parse('{ "validFrom": "2026-01-01" }')],
  ['has "9" for a date', JSON.parse('{ "validFrom": 1, "validUntil": "9" }')],
  ['belongs to no organization', JSON.parse('{ "organizationId": 7 }')],
  ['has no text for an id', JSON.parse('{ "id": ["ovl_1"] }')],
  ['stands for itself: sales.small → sales.small', { expr: { ref: 'sales.small' } }],
  ['uses "ltt", which is no operator', { expr: JSON.parse('{ "field": "x", "op": "ltt" }') }],
])('an overlay is refused where it %s', (problem, over) => {
  const engine = engineOf()
  engine.tighten(overlay({ id: 'ovl_0' }))

  expect(() => engine.tighten(overlay(over))).toThrow(problem)
})

test('a rule stays as long as overlays stand on it', () => {
  const engine = engineOf()
  engine.tighten(overlay({}))

  expect(() => engine.unregister('sales.small')).toThrow('overlays stand on it: "ovl_1"')
  engine.withdraw('org_north', 'ovl_1')
  engine.unregister('sales.small')

  expect(() => engine.resolve('sales.small')).toThrow('no rule is registered')
})

test('whatever an organization adds, no rule allows more than it did', () => {
  let tightened = 0

  fc.assert(
    fc.property(rules, rules, rules, facts, (one, asked, added, given) => {
      const engine = createRuleEngine()
      engine.register('one', one)
      engine.tighten(overlay({ rule: 'one', expr: added }))
      const rule: RuleExpr = { or: [asked, { and: [{ ref: 'one' }, { not: { not: asked } }] }] }

      for (const tried of [{ ref: 'one' }, { not: { ref: 'one' } }, rule, named(asked)]) {
        const before = engine.evaluate(tried, given)
        const after = engine.compileFor(north, tried).evaluate(given)
        if (before !== after) tightened += 1
        expect(before || !after).toBe(true)
      }
      const both = engine.evaluate(one, given) && engine.evaluate(added, given)
      expect(engine.compileFor(north, { ref: 'one' }).evaluate(given)).toBe(both)
    }),
    { numRuns: 2_000 },
  )

  expect(tightened).toBeGreaterThan(200)
})

/** Puts the registered rule in the place of every leaf about `a`. */
function named(rule: RuleExpr): RuleExpr {
  if ('and' in rule) return { and: rule.and.map(named) }
  if ('or' in rule) return { or: rule.or.map(named) }
  if ('not' in rule) return { not: named(rule.not) }
  return 'field' in rule && rule.field === 'a' ? { ref: 'one' } : rule
}

const facts = fc.record({ a: fc.integer({ min: 0, max: 3 }), b: fc.integer({ min: 0, max: 3 }) })
const leaves: fc.Arbitrary<RuleExpr> = fc.record({
  field: fc.constantFrom('a', 'b'),
  op: fc.constantFrom('eq', 'neq', 'gt', 'lte'),
  value: fc.integer({ min: 0, max: 3 }),
})
const { rule: rules } = fc.letrec<{ rule: RuleExpr }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3 },
    leaves,
    fc.array(tie('rule'), { maxLength: 3 }).map((and) => ({ and })),
    fc.array(tie('rule'), { maxLength: 3 }).map((or) => ({ or })),
    tie('rule').map((not) => ({ not })),
  ),
}))
