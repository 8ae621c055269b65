/** Compiles a rule once, to be asked often: what it reads, whether it holds, why, and what would help. */
import type { Clock } from '../primitives/platform.ts'
import { conditionOf } from './check/check-rule.ts'
import { type Condition, leavesOf, type Path, pathsOf } from './check/condition.ts'
import { type CheckOptions, isRecord } from './check/rule-walk.ts'
import type { RuleDefinition } from './define-rule.ts'
import { compileCondition } from './evaluate/compile-condition.ts'
import type { Evaluate, EvaluateOptions, NowOf } from './evaluate/evaluate.ts'
import { generateCondition } from './evaluate/generate-condition.ts'
import { factMissing, type Layout, layoutOf } from './evaluate/layout.ts'
import { explainCondition } from './explain/explain.ts'
import type { Explanation } from './explain/explanation.ts'
import { remediesOf } from './remedy/remedies.ts'
import type { Remedy } from './remedy/remedy.ts'
import type { Facts, RuleExpr } from './rule.ts'

/** When, and for whom, a rule is explained. */
export interface ExplainOptions extends EvaluateOptions {
  /** Whether the caller may read what stands at a path. Default: he may unless it is sensitive. */
  readonly canRead?: (path: string) => boolean
}

/** For whom remedies are looked for. */
export interface RemedyOptions extends ExplainOptions {
  /** Whether the caller could change what stands at a path. */
  readonly canChange: (path: string) => boolean
}

/** A rule, ready to be asked. Every answer needs all facts that it reads to be loaded. */
export interface CompiledRule {
  readonly expr: RuleExpr
  /** What it reads, each path once. Segments with `isLoaded` are the roots and the refs that it crosses. */
  readonly reads: readonly Path[]
  /** Tells whether it holds. @throws CoreError `rule.fact-missing` */
  evaluate(facts: Facts, options?: EvaluateOptions): boolean
  /** Tells why it holds or not. Agrees with `evaluate`. @throws CoreError `rule.fact-missing` */
  explain(facts: Facts, options?: ExplainOptions): Explanation
  /** Lists what the caller could change so that it holds; none when it holds. @throws CoreError `rule.fact-missing` */
  remedies(facts: Facts, options: RemedyOptions): readonly Remedy[]
}

/** How a rule is compiled. */
export interface CompileOptions extends CheckOptions {
  /** What `withinDays` asks for now, unless told otherwise. */
  readonly clock?: Pick<Clock, 'now'>
  /**
   * Writes the rule as code: four times as fast, for rules in a module's code that run often. Never for
   * rules that a tenant wrote. Default false; where the host forbids it, it makes no difference.
   */
  readonly generate?: boolean
}

/**
 * Checks a rule and compiles it. A definition gives its name to the explanation.
 *
 * @throws CoreError `rule.invalid`, with every problem in its facts.
 */
export function compileRule(
  rule: RuleExpr | RuleDefinition,
  options: CompileOptions = {},
): CompiledRule {
  return compileChecked(conditionFor(rule, options), options)
}

/** Checks a rule and takes it apart. @throws CoreError `rule.invalid` */
export function conditionFor(
  rule: RuleExpr | RuleDefinition,
  options: CompileOptions = {},
): Condition {
  return isDefinition(rule) ? namedCondition(rule, options) : conditionOf(rule, options)
}

/** Compiles a condition that was checked already. */
export function compileChecked(condition: Condition, options: CompileOptions = {}): CompiledRule {
  const reads = pathsOf(condition)
  const layout = layoutOf(reads)
  const nowOf = nowFor(condition, options)
  const evaluate =
    (options.generate ? generateCondition(condition, nowOf) : null) ??
    evaluateBy(condition, layout, nowOf)

  return Object.freeze({
    expr: condition.expr,
    reads,
    evaluate,
    explain: (facts: Facts, asked?: ExplainOptions) => {
      layout.open(facts)
      return explainCondition(condition, facts, { ...asked, now: nowOf(asked) })
    },
    remedies: (facts: Facts, asked: RemedyOptions) =>
      remediesOf({ condition, evaluate }, facts, { ...asked, now: nowOf(asked) }),
  })
}

function isDefinition(rule: RuleExpr | RuleDefinition): rule is RuleDefinition {
  try {
    return isRecord(rule) && 'kind' in rule && rule.kind === 'rule'
  } catch {
    // What throws when it is read is no definition, and as a rule the check refuses it.
    return false
  }
}

function namedCondition({ id, expr }: RuleDefinition, options: CompileOptions): Condition {
  const body = conditionOf(expr, options)
  return { kind: 'rule', rule: id, body, expr: body.expr }
}

function evaluateBy(condition: Condition, { open, sourceOf }: Layout, nowOf: NowOf): Evaluate {
  const decide = compileCondition(condition, { sourceOf, nowOf })
  return (facts, options) => decide(open(facts), options)
}

function nowFor(condition: Condition, { clock }: CompileOptions): NowOf {
  const isTimed = leavesOf(condition).some(({ asked }) => asked.op === 'withinDays')
  if (!isTimed) return () => 0

  return (options) => {
    const now = options?.now ?? clock?.now()
    if (now === undefined) throw factMissing('now')
    return now
  }
}
