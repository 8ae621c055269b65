/** Finds what a registered rule was compiled to, by its data or its definition. */
import { isDefinition } from '../compile-evaluation.ts'
import type { FactShape } from '../check/fact-shape.ts'
import type { CompiledRule } from '../compile-rule.ts'
import type { RuleDefinition, RuleExpr } from '../rule.ts'
import type { Entry } from './rule-book.ts'

/** A registered rule, compiled with what it may read. */
export interface ReadyRule {
  readonly definition: RuleDefinition
  readonly rule: CompiledRule
  readonly shape: FactShape | undefined
}

/** The registered rules of one engine. */
export class ReadyRules {
  /** By frozen data alone, as it was kept and as it came: other data could change meanwhile. */
  readonly #byData = new Map<unknown, ReadyRule>()

  add({ expr, given, shape }: Entry, definition: RuleDefinition, rule: CompiledRule): void {
    const ready = { definition, rule, shape }
    this.#byData.set(expr, ready)
    if (Object.isFrozen(given)) this.#byData.set(given, ready)
  }

  remove({ expr, given }: Entry): void {
    this.#byData.delete(expr)
    this.#byData.delete(given)
  }

  /** Finds a rule by the data that `resolve` hands out, or by the definition that was registered. */
  find(rule: RuleExpr | RuleDefinition): ReadyRule | undefined {
    const known = this.#byData.get(rule)
    if (known || !isDefinition(rule)) return known

    const defined = this.#byData.get(rule.expr)
    return defined?.definition.id === rule.id ? defined : undefined
  }
}
