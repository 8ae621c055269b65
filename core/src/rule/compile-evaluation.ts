/** Compiles a rule to nothing but its answer: for filters and whoever asks only whether it holds. */
import type { Clock } from '../primitives/platform.ts'
import { validationFailure } from '../errors/index.ts'
import { conditionOf, ruleInvalid } from './check/check-rule.ts'
import { type Condition, leavesOf, pathsOf } from './check/condition.ts'
import { type CheckOptions, isRecord, quote } from './check/rule-walk.ts'
import { compileCondition } from './evaluate/compile-condition.ts'
import type { Evaluate, NowOf } from './evaluate/evaluate.ts'
import { factMissing, type Layout, layoutOf } from './evaluate/layout.ts'
import type { RuleDefinition, RuleExpr } from './rule.ts'

/** How a rule is compiled to its answer. */
export interface EvaluationOptions extends CheckOptions {
  /** What `withinDays` asks for now, unless told otherwise. */
  readonly clock?: Pick<Clock, 'now'>
}

/**
 * Checks a rule and compiles it to a function that tells whether it holds, as `compileRule` does.
 *
 * @throws CoreError `rule.invalid`, with every problem in its facts.
 */
export function compileEvaluation(
  rule: RuleExpr | RuleDefinition,
  options: EvaluationOptions = {},
): Evaluate {
  const condition = conditionFor(rule, options)
  return evaluateBy(condition, layoutOf(pathsOf(condition)), nowFor(condition, options))
}

/** Checks a rule and takes it apart. @throws CoreError `rule.invalid` */
export function conditionFor(
  rule: RuleExpr | RuleDefinition,
  options: CheckOptions = {},
): Condition {
  return isDefinition(rule) ? namedCondition(rule, options) : conditionOf(rule, options)
}

/** Turns a condition into closures over the layout of its paths. */
export function evaluateBy(
  condition: Condition,
  { open, sourceOf }: Layout,
  nowOf: NowOf,
): Evaluate {
  const decide = compileCondition(condition, { sourceOf, nowOf })
  return (facts, options) => decide(open(facts), options)
}

/** Finds what now is for a condition: only one that asks for days needs a clock. */
export function nowFor(condition: Condition, { clock }: EvaluationOptions): NowOf {
  const isTimed = leavesOf(condition).some(({ asked }) => asked.op === 'withinDays')
  if (!isTimed) return () => 0

  return (options) => {
    const now = options?.now ?? clock?.now()
    if (now === undefined) throw factMissing('now')
    return now
  }
}

/** Tells a definition, which has a name, from an expression. What throws when it is read is none. */
export function isDefinition(rule: RuleExpr | RuleDefinition): rule is RuleDefinition {
  try {
    return isRecord(rule) && 'kind' in rule && rule.kind === 'rule'
  } catch {
    return false
  }
}

function namedCondition({ id, expr }: RuleDefinition, options: CheckOptions): Condition {
  if (!isName(id)) {
    const text = () => `has ${quote(id)} where its name belongs`
    throw ruleInvalid('the rule', [validationFailure('id', 'form', {}, text)])
  }
  const body = conditionOf(expr, options)
  return { kind: 'rule', rule: id, body, expr: body.expr }
}

// It may come from anywhere, and stands in explanations.
function isName(id: unknown): boolean {
  return typeof id === 'string' && id.length <= longestName
}

const longestName = 200
