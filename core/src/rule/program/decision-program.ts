/** Compiles a set of rules to one program, which reads the facts once and answers for every rule. */
import type { Condition, Path } from '../check/condition.ts'
import { conditionFor } from '../compile-evaluation.ts'
import type { CompileOptions, ExplainOptions } from '../compile-rule.ts'
import type { EvaluateOptions } from '../evaluate/evaluate.ts'
import { factMissing } from '../evaluate/layout.ts'
import { explainCondition } from '../explain/explain.ts'
import type { Explanation } from '../explain/explanation.ts'
import type { Facts, RuleDefinition, RuleExpr } from '../rule.ts'
import { Assembler } from './assembler.ts'
import { Machine } from './machine.ts'
import { treeAt } from './tree-code.ts'

/**
 * A set of rules, ready to be asked together. Rules are known by their places in the set, from 0. Every
 * answer needs all facts to be loaded that any of the rules reads. Synchronous, not re-entrant.
 */
export interface DecisionProgram {
  /** The number of rules. */
  readonly size: number
  /** What the rules read, each path once. */
  readonly reads: readonly Path[]
  /** Tells of each rule whether it holds: what `evaluate` of the rule alone tells. @throws CoreError `rule.fact-missing` */
  evaluate(facts: Facts, options?: EvaluateOptions): readonly boolean[]
  /** Lists the places of the rules that hold. @throws CoreError `rule.fact-missing` */
  holding(facts: Facts, options?: EvaluateOptions): readonly number[]
  /** Tells why the rule at a place holds or not. @throws CoreError `rule.fact-missing`; RangeError when there is none */
  explain(place: number, facts: Facts, options?: ExplainOptions): Explanation
}

/**
 * Checks rules and compiles them together, as is worth while for many rules that run on the same facts:
 * those of an organization, the filters of all that listen. Nothing becomes generated code. Equal literals,
 * paths and costly comparisons are kept once, and cost an evaluation no more than once.
 *
 * @throws CoreError `rule.invalid`, for the first rule that is not in order.
 */
export function compileRules(
  rules: readonly (RuleExpr | RuleDefinition)[],
  options: Omit<CompileOptions, 'generate'> = {},
): DecisionProgram {
  return compileConditions(
    rules.map((rule) => conditionFor(rule, options)),
    options,
  )
}

/** Compiles conditions that were checked already. */
export function compileConditions(
  conditions: readonly Condition[],
  options: Pick<CompileOptions, 'clock'>,
): DecisionProgram {
  const assembler = new Assembler()
  for (const condition of conditions) assembler.add(condition)
  const { code, tables, trees } = assembler.finish()

  const machine = new Machine(code, tables)
  const nowOf = (asked?: EvaluateOptions) => {
    const now = asked?.now ?? options.clock?.now()
    if (now === undefined) throw factMissing('now')
    return now
  }
  return Object.freeze({
    size: conditions.length,
    reads: tables.paths,
    evaluate: (facts: Facts, asked?: EvaluateOptions) => machine.answers(facts, () => nowOf(asked)),
    holding: (facts: Facts, asked?: EvaluateOptions) => machine.holding(facts, () => nowOf(asked)),
    explain: (place: number, facts: Facts, asked?: ExplainOptions) => {
      const condition: Condition = treeAt(trees, place, tables)
      machine.open(facts)
      const now = tables.isTimed ? nowOf(asked) : 0
      return explainCondition(condition, facts, { ...asked, now })
    },
  })
}
