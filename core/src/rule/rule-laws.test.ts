/** The laws of rules: every way of evaluating one agrees with the definition, and so does what is told of it. */
import { holdsByDefinition } from '@plinth/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inspectRule } from './check/check-rule.ts'
import { factShape, rootsShape } from './check/fact-shape.ts'
import { type CompileOptions, compileRule, type RemedyOptions } from './compile-rule.ts'
import { detailOf, type Explanation, failuresOf } from './explain/explanation.ts'
import type { GeoPolygon } from '../primitives/geo.ts'
import { compileRules } from './program/decision-program.ts'
import { dayLength } from './operators.ts'
import type { Facts, LeafRule, Op, RuleExpr } from './rule.ts'

const now = 1_700_000_000_000

describe('the three ways of evaluating a rule', () => {
  test('agree with its definition on any facts', () => {
    fc.assert(
      fc.property(rules, facts, (rule, given) => {
        const closures = compileRule(rule)
        const generated = compileRule(rule, { generate: true })

        expect(closures.evaluate(given, { now })).toBe(holdsByDefinition(rule, given, now))
        expect(generated.evaluate(given, { now })).toBe(holdsByDefinition(rule, given, now))
      }),
      { numRuns: 4000 },
    )
  })

  test('agree with the definition of each operator', () => {
    fc.assert(
      fc.property(leaves, facts, (leaf, given) => {
        const closures = compileRule(leaf)
        const generated = compileRule(leaf, { generate: true })

        expect(closures.evaluate(given, { now })).toBe(holdsByDefinition(leaf, given, now))
        expect(generated.evaluate(given, { now })).toBe(holdsByDefinition(leaf, given, now))
      }),
      { numRuns: 10_000 },
    )
  })

  test('agree on what was not loaded', () => {
    const missing = facts.map(({ order: _order, ...rest }) => rest)
    const aboutOrders = rules.filter((rule) => JSON.stringify(rule).includes('"order.'))

    fc.assert(
      fc.property(aboutOrders, missing, (rule, given) => {
        const closures = outcome(() => compileRule(rule).evaluate(given, { now }))
        const generated = outcome(() =>
          compileRule(rule, { generate: true }).evaluate(given, { now }),
        )

        expect(closures).toMatch(/the rule reads order, which was not loaded/)
        expect(generated).toBe(closures)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a program of many rules', () => {
  const sets = fc.array(rules, { maxLength: 12 })
  const manyFacts = fc.array(facts, { minLength: 1, maxLength: 4 })

  test('answers for each rule what that rule alone comes to, run after run', () => {
    fc.assert(
      fc.property(sets, manyFacts, (set, runs) => {
        const program = compileRules(set)

        for (const given of runs) {
          const answers = set.map((rule) => holdsByDefinition(rule, given, now))
          const held = answers.flatMap((holds, place) => (holds ? [place] : []))
          expect(program.evaluate(given, { now })).toEqual(answers)
          expect(program.holding(given, { now })).toEqual(held)
        }
      }),
      { numRuns: 1500 },
    )
  })

  test('explains each rule as the rule alone does', () => {
    fc.assert(
      fc.property(sets, facts, (set, given) => {
        const program = compileRules(set)
        const alone = set.map((rule) => compileRule(rule).explain(given, { now }))

        expect(set.map((_, place) => program.explain(place, given, { now }))).toEqual(alone)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the algebra', () => {
  const holds = (rule: RuleExpr, given: Facts) => compileRule(rule).evaluate(given, { now })

  test('not of not is the rule itself', () => {
    fc.assert(
      fc.property(rules, facts, (rule, given) => {
        expect(holds({ not: { not: rule } }, given)).toBe(holds(rule, given))
      }),
    )
  })

  test('not of all is one of the opposites', () => {
    fc.assert(
      fc.property(fc.array(rules, { maxLength: 3 }), facts, (parts, given) => {
        const opposites = parts.map((not) => ({ not }))

        expect(holds({ not: { and: parts } }, given)).toBe(holds({ or: opposites }, given))
        expect(holds({ not: { or: parts } }, given)).toBe(holds({ and: opposites }, given))
      }),
    )
  })

  test.each([
    ['neq', 'eq'],
    ['nin', 'in'],
  ] as const)('%s is the exact opposite of %s', (opposite, op) => {
    const asked = leaves.filter((leaf) => leaf.op === op)

    fc.assert(
      fc.property(asked, facts, (leaf, given) => {
        expect(holds({ ...leaf, op: opposite }, given)).toBe(!holds(leaf, given))
      }),
    )
  })
})

describe('an explanation', () => {
  test('comes to what the rule comes to, leaf by leaf', () => {
    fc.assert(
      fc.property(rules, facts, (rule, given) => {
        const explanation = compileRule(rule).explain(given, { now })

        expect(explanation.passed).toBe(holdsByDefinition(rule, given, now))
        expect(reckoned(explanation)).toBe(explanation.passed)
      }),
      { numRuns: 1000 },
    )
  })

  const secret = 'TOP-SECRET-74'
  const secretive = factShape('actor', {
    name: { type: 'any', sensitive: true },
    roles: { type: 'any', sensitive: true },
  })
  const withSecret = facts.map((given) => ({ ...given, actor: { name: secret, roles: [secret] } }))
  const namingIt = rules.map((rule): RuleExpr => {
    return { or: [rule, { not: { field: 'actor.name', op: 'neq', value: secret } }] }
  })

  test.each<[string, CompileOptions, RemedyOptions]>([
    [
      'the caller may not read',
      {},
      { now, canChange: () => true, canRead: (path) => !path.startsWith('actor.') },
    ],
    [
      'is sensitive',
      { shape: rootsShape({ total: null, order: null, actor: secretive }) },
      { now, canChange: () => true },
    ],
  ])('shows nothing that %s, nor do its detail and the remedies', (_, options, asked) => {
    fc.assert(
      fc.property(namingIt.filter(isOf(options)), withSecret, (rule, given) => {
        const negated = { not: rule }
        const program = compileRules([rule, negated], options)

        for (const [place, one] of [rule, negated].entries()) {
          const compiled = compileRule(one, options)
          const why = compiled.explain(given, asked)
          const told = [why, detailOf(why), failuresOf(why), compiled.remedies(given, asked)]
          const inSet = program.explain(place, given, asked)
          expect(JSON.stringify([told, inSet])).not.toContain(secret)
        }
      }),
      { numRuns: 500 },
    )
  })
})

function isOf(options: CompileOptions): (rule: RuleExpr) => boolean {
  return (rule) => inspectRule(rule, options).ok
}

function reckoned(explanation: Explanation): boolean {
  if ('field' in explanation) return explanation.passed
  if (explanation.not) return !reckoned(explanation.not)
  if (explanation.and) return explanation.and.every(reckoned)
  return (explanation.or ?? []).some(reckoned)
}

function outcome(evaluate: () => boolean): string {
  try {
    return String(evaluate())
  } catch (error) {
    return String(error)
  }
}

const texts = fc.constantFrom('', 'a', 'b', 'ab', 'sales', 'é', '\uffff', '😀', '"', '\u2028', "'")
const numbers = fc.constantFrom(-1, 0, 1, 2.5, 100, now, now - dayLength, now + 2 * dayLength)
const money = fc.record({
  amount: fc.constantFrom(0, 100, 12_400),
  currency: fc.constantFrom('USD', 'EUR'),
})
const scalars = fc.oneof(texts, numbers, fc.boolean(), fc.constant(null), money)
const orderable = fc.oneof(texts, numbers, money)
const wild = fc.constantFrom(
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  undefined,
  {},
  [],
  ['a', ['b']],
)
const halves = fc.integer({ min: -6, max: 6 }).map((half) => half / 2)
const places = fc.record({ lat: halves, lng: halves })
const rings = fc
  .array(fc.tuple(halves, halves), { minLength: 3, maxLength: 9 })
  .map((corners) => [...corners, corners[0] ?? [0, 0]])
const polygons = fc
  .array(rings, { minLength: 1, maxLength: 3 })
  .map((coordinates): GeoPolygon => ({ type: 'Polygon', coordinates }))
const values = fc.oneof(
  { weight: 1, arbitrary: places },
  { weight: 5, arbitrary: scalars },
  { weight: 2, arbitrary: fc.array(scalars, { maxLength: 3 }) },
  { weight: 1, arbitrary: wild },
)

const customer = fc.oneof(
  fc.constant(null),
  fc.record({ name: values, creditLimit: values, length: values }),
)
/** Facts in which every path may lead to anything. */
const facts: fc.Arbitrary<Facts> = fc.record({
  total: values,
  order: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(null, 'no record') },
    {
      weight: 9,
      arbitrary: fc.record({ total: values, note: values, length: values, customer }),
    },
  ),
  actor: fc.record({ name: values, roles: values }),
})

const paths = fc.constantFrom(
  'total',
  'order.total',
  'order.note',
  'order.length',
  'order.customer.name',
  'order.customer.creditLimit',
  'order.customer.length',
  'order.total.amount',
  'actor.name',
  'actor.roles',
)
const refs = paths.map((ref) => ({ ref }))
const flags = fc.constantFrom({}, { value: true }, { value: false })

/** Comparisons of every kind. */
const leaves: fc.Arbitrary<LeafRule> = fc.oneof(
  leafOf(['eq', 'neq'], fc.oneof(scalars, refs)),
  leafOf(['gt', 'gte', 'lt', 'lte'], fc.oneof(orderable, refs)),
  leafOf(['in', 'nin'], fc.array(scalars, { maxLength: 12 })),
  leafOf(['contains'], fc.oneof(texts, numbers, fc.boolean(), money, refs)),
  leafOf(['containsAll'], fc.oneof(fc.array(fc.oneof(texts, money), { maxLength: 3 }), refs)),
  leafOf(['matches'], fc.constantFrom('^a', 'b$', '^\\w*$', '[é😀]')),
  leafOf(['spatialWithin'], polygons),
  leafOf(['withinDays'], fc.oneof(fc.constantFrom(0, 1, 3, -1, -3, 0.5), refs)),
  fc
    .record({ field: paths, op: fc.constantFrom<Op>('exists', 'empty'), flag: flags })
    .map(({ field, op, flag }) => ({ field, op, ...flag })),
)

/** Rules of up to a few levels. */
const rules: fc.Arbitrary<RuleExpr> = fc.letrec<{ rule: RuleExpr }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaves,
    fc.array(tie('rule'), { maxLength: 4 }).map((and) => ({ and })),
    fc.array(tie('rule'), { maxLength: 4 }).map((or) => ({ or })),
    tie('rule').map((not) => ({ not })),
  ),
})).rule

function leafOf(
  ops: readonly Op[],
  value: fc.Arbitrary<LeafRule['value']>,
): fc.Arbitrary<LeafRule> {
  return fc
    .record({ field: paths, op: fc.constantFrom(...ops), value })
    .map((made) => ({ ...made, value: made.value ?? null }))
}
