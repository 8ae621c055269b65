/** Compiles a rule once, to be asked often: what it reads, whether it holds, why, and what would help. */
import { type Condition, type Path, pathsOf } from './check/condition.ts'
import { conditionFor, type EvaluationOptions, evaluateBy, nowFor } from './compile-evaluation.ts'
import type { EvaluateOptions } from './evaluate/evaluate.ts'
import { generateCondition } from './evaluate/generate-condition.ts'
import { layoutOf } from './evaluate/layout.ts'
import { explainCondition } from './explain/explain.ts'
import type { Explanation } from './explain/explanation.ts'
import { remediesOf } from './remedy/remedies.ts'
import type { Remedy } from './remedy/remedy.ts'
import type { Facts, RuleDefinition, RuleExpr } from './rule.ts'

/** When, and for whom, a rule is explained. */
export interface ExplainOptions extends EvaluateOptions {
  /** Whether the caller may read what stands at a path. Default: he may unless it is sensitive. */
  readonly canRead?: (path: string) => boolean
}

/** For whom remedies are looked for. */
export interface RemedyOptions extends ExplainOptions {
  /** Whether the caller could change what stands at a path. */
  readonly canChange: (path: string) => boolean
  /** Rules of which each would do as well: a remedy asks for nothing that one of them can do without. */
  readonly orElse?: readonly Pick<CompiledRule, 'evaluate'>[]
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
export interface CompileOptions extends EvaluationOptions {
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
      remediesOf({ condition, evaluate, orElse: asked.orElse ?? [] }, facts, {
        ...asked,
        now: nowOf(asked),
      }),
  })
}
