/** The laws of rules: every way of evaluating one agrees with the definition, and so does what is told of it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileRule } from '../compile-rule.ts'
import type { Explanation } from '../explain/explanation.ts'
import { compileRules } from '../program/decision-program.ts'
import type { Facts, RuleExpr } from '../rule.ts'
import { defined, now } from './definition.fixture.ts'
import { facts, leaves, rules } from './rules.fixture.ts'

describe('the three ways of evaluating a rule', () => {
  test('agree with its definition on any facts', () => {
    fc.assert(
      fc.property(rules, facts, (rule, given) => {
        const closures = compileRule(rule)
        const generated = compileRule(rule, { generate: true })

        expect(closures.evaluate(given, { now })).toBe(defined(rule, given))
        expect(generated.evaluate(given, { now })).toBe(defined(rule, given))
      }),
      { numRuns: 4000 },
    )
  })

  test('agree with the definition of each operator', () => {
    fc.assert(
      fc.property(leaves, facts, (leaf, given) => {
        const closures = compileRule(leaf)
        const generated = compileRule(leaf, { generate: true })

        expect(closures.evaluate(given, { now })).toBe(defined(leaf, given))
        expect(generated.evaluate(given, { now })).toBe(defined(leaf, given))
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
          const answers = set.map((rule) => defined(rule, given))
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

        expect(explanation.passed).toBe(defined(rule, given))
        expect(reckoned(explanation)).toBe(explanation.passed)
      }),
      { numRuns: 1000 },
    )
  })

  test('shows no value that may not be read', () => {
    const secret = 'TOP-SECRET-74'
    const canRead = (path: string) => !path.startsWith('actor.')
    const withSecret = facts.map((given) => ({
      ...given,
      actor: { name: secret, roles: [secret] },
    }))

    fc.assert(
      fc.property(rules, withSecret, (rule, given) => {
        const explanation = compileRule(rule).explain(given, { now, canRead })

        expect(JSON.stringify(explanation)).not.toContain(secret)
      }),
      { numRuns: 1000 },
    )
  })
})

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
