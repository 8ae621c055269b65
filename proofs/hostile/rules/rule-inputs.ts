/** Rules from an attacker: checked, compiled in every way there is, and asked about facts. */
import type { Facts, RuleExpr } from '@plinth/core'
import { checkRule, compileRule, compileRules } from '@plinth/core/runtime'
import type { Chance } from '../../chance.ts'
import { asTrial } from '../court/as-trial.ts'
import type { Trial } from '../court/trial.ts'
import { mutated } from '../shapes/mutated.ts'
import { hostileText } from '../shapes/texts.ts'
import { hostileValue } from '../shapes/values.ts'
import { type Answer, answerOf, definition, leavesOf } from './definition.ts'
import { makeFacts, makeRule, now } from './make-rule.ts'
import { isRule, soundPatterns } from './rule-form.ts'

/** What becomes of a rule: what it was taken for, and each answer that any way of asking it gives. */
export interface Ruling {
  readonly expr: RuleExpr
  /** For each of the facts, what every way of evaluating it comes to. */
  readonly answers: readonly (readonly Answer[])[]
}

/** Takes data for a rule and asks it. @throws CoreError `rule.invalid` */
export type AskRule = (data: unknown, facts: readonly Facts[]) => Ruling

/** What core makes of data that is to be a rule. */
export const askCore: AskRule = (data, facts) => {
  const expr = checkRule(data)
  const closures = compileRule(expr)
  const generated = compileRule(expr, { generate: true })
  const program = compileRules([expr, { not: expr }])
  const ways: readonly ((given: Facts) => boolean)[] = [
    (given) => closures.evaluate(given, { now }),
    (given) => generated.evaluate(given, { now }),
    (given) => closures.explain(given, { now }).passed,
    (given) => program.evaluate(given, { now })[0] ?? false,
    (given) => !program.evaluate(given, { now })[1],
  ]
  return { expr, answers: facts.map((given) => ways.map((way) => answerOf(() => way(given)))) }
}

/** Makes inputs: rules in order, rules nearly so, and what is far from being one. */
export function ruleInput(chance: Chance, ask: AskRule = askCore): Trial {
  const data = ruleData(chance)
  const facts = [makeFacts(chance), makeFacts(chance)]
  return asTrial<Ruling>({
    area: 'rules',
    input: data,
    isAcceptable: isRule(data),
    codes: ['rule.invalid'],
    ask: () => ask(data, facts),
    faultOf: (ruling) => faultOf(ruling, facts),
  })
}

function ruleData(chance: Chance): unknown {
  const kind = chance.next()
  if (kind < 0.45) return makeRule(chance)
  if (kind < 0.85) return mutated(chance, makeRule(chance))
  if (kind < 0.95) return { field: hostileText(chance), op: hostileText(chance), value: 1 }
  return hostileValue(chance)
}

/** Judges a ruling: what was taken for a rule is one, cannot be changed, and answers as it is defined to. */
function faultOf({ expr, answers }: Ruling, facts: readonly Facts[]): string | null | undefined {
  if (isRule(expr) === false) return 'what came back is no rule'
  if (!isFrozen(expr)) return 'what came back can be changed'
  if (patternsIn(expr).some((pattern) => !soundPatterns.includes(pattern))) return undefined

  for (const [at, given] of facts.entries()) {
    const expected = definition(expr, given)
    const got = answers[at] ?? []
    if (got.some((answer) => answer !== expected)) {
      return `it came to ${got.join()}, by its definition to ${expected}, on ${JSON.stringify(given)}`
    }
  }
  return null
}

function patternsIn(expr: RuleExpr): readonly string[] {
  return leavesOf(expr).flatMap(({ op, value }) =>
    op === 'matches' && typeof value === 'string' ? [value] : [],
  )
}

function isFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  return Object.isFrozen(value) && Object.values(value).every(isFrozen)
}
