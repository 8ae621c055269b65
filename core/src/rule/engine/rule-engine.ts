/** Holds the rules that have names, and evaluates, explains and compiles any rule, for any organization. */
import { conditionOf } from '../check/check-rule.ts'
import { namesIn } from '../check/condition.ts'
import type { FactShape } from '../check/fact-shape.ts'
import { conditionFor } from '../compile-evaluation.ts'
import {
  type CompiledRule,
  type CompileOptions,
  compileChecked,
  type ExplainOptions,
} from '../compile-rule.ts'
import type { RuleTemplate } from '../define-template.ts'
import type { EvaluateOptions } from '../evaluate/evaluate.ts'
import { factMissing } from '../evaluate/layout.ts'
import type { Explanation } from '../explain/explanation.ts'
import {
  compileConditions,
  compileRules,
  type DecisionProgram,
} from '../program/decision-program.ts'
import type { Facts, RuleDefinition, RuleExpr } from '../rule.ts'
import { AskedRules } from './asked-rules.ts'
import { OverlayBook, stillTightened } from './overlay-book.ts'
import { ReadyRules } from './ready-rules.ts'
import { type Registration, RuleBook } from './rule-book.ts'
import { type CheckedOverlay, checkOverlay, type RuleOverlay, tightened } from './rule-overlay.ts'

/** Evaluates rules, and knows some by name: `{ ref: 'sales.within-credit' }` stands for such a one. */
export interface RuleEngine {
  /** Registers a rule. @throws CoreError `rule.invalid` when it is not in order or its name is taken */
  register(id: string, expr: unknown, shape?: FactShape): void
  /** Registers a template. @throws CoreError `rule.invalid` when it is not in order or its name is taken */
  registerTemplate(template: RuleTemplate, shape?: FactShape): void
  /**
   * Registers rules and templates that may name each other; all or none.
   *
   * @throws CoreError `rule.invalid`, with the problems of all in its facts.
   */
  registerAll(rules: readonly Registration[]): void
  /**
   * Takes a rule or a template out.
   *
   * @throws CoreError `rule.unknown`, or `rule.invalid` when another rule or an overlay stands on it.
   */
  unregister(id: string): void
  /** Finds a rule by its name. @throws CoreError `rule.unknown` */
  resolve(id: string): RuleExpr
  /**
   * Tells whether a rule holds. What is not registered is compiled to closures, and remembered for a while.
   *
   * @throws CoreError `rule.invalid`, `rule.fact-missing`
   */
  evaluate(rule: RuleExpr | RuleDefinition, facts: Facts, options?: EvaluateOptions): boolean
  /** Tells why a rule holds or not. @throws CoreError `rule.invalid`, `rule.fact-missing` */
  explain(rule: RuleExpr | RuleDefinition, facts: Facts, options?: ExplainOptions): Explanation
  /** Compiles a rule, to be asked often: to closures, unless the options say `generate`. @throws CoreError `rule.invalid` */
  compile(rule: RuleExpr | RuleDefinition, options?: EngineOptions): CompiledRule
  /** Compiles rules that run on the same facts to one program; see `compileRules`. @throws CoreError `rule.invalid` */
  compileAll(
    rules: readonly (RuleExpr | RuleDefinition)[],
    options?: EngineOptions,
  ): DecisionProgram
  /**
   * Adds a condition of an organization to a registered rule. It is checked like the rule itself, and
   * counts wherever the rule is compiled for that organization.
   *
   * @throws CoreError `rule.unknown`, or `rule.invalid` when it is not in order or its id is taken.
   */
  tighten(overlay: RuleOverlay): void
  /** Takes an overlay away again. @throws CoreError `rule.unknown` */
  withdraw(organizationId: string, overlayId: string): void
  /** Lists the overlays of an organization that count at a moment: the same list while the same ones count. */
  overlaysOf(organizationId: string, now: number): readonly RuleOverlay[]
  /**
   * Compiles a rule with what the organization has tightened at a moment: at most what the rule allows
   * without. Ask again when time has passed. What organizations wrote never becomes generated code.
   *
   * @throws CoreError `rule.invalid`.
   */
  compileFor(organization: Tightening, rule: RuleExpr | RuleDefinition): CompiledRule
  /** Compiles rules to one program with what the organization has tightened. @throws as `compileFor` */
  compileAllFor(
    organization: Tightening,
    rules: readonly (RuleExpr | RuleDefinition)[],
  ): DecisionProgram
}

/** For whom a rule is compiled. */
export interface Tightening {
  readonly organizationId: string
  /** Decides which overlays count, in epoch milliseconds. Default: the engine's clock. */
  readonly now?: number
  /** What the rule may read. Default: what it was registered with, and else the engine's. */
  readonly shape?: FactShape
}

/** What rules may read, where `now` comes from, and whether code is generated; see `CompileOptions`. */
export type EngineOptions = Omit<
  CompileOptions,
  'resolve' | 'ruleNames' | 'template' | 'templateNames' | 'params'
>

/**
 * Creates an engine that knows no rule yet. The options hold for every rule that comes without its own.
 * Code is generated only where a registration or `compile` asks for it: an engine hears rules from anywhere.
 */
export function createRuleEngine(options: Omit<EngineOptions, 'generate'> = {}): RuleEngine {
  return new Engine(options)
}

class Engine implements RuleEngine {
  readonly #options: EngineOptions
  readonly #book: RuleBook
  readonly #overlays = new OverlayBook()
  readonly #asked = new AskedRules()
  readonly #ready = new ReadyRules()

  constructor(options: EngineOptions) {
    this.#options = { ...options, generate: false }
    this.#book = new RuleBook(options)
  }

  register(id: string, expr: unknown, shape?: FactShape): void {
    this.registerAll([{ id, expr, ...(shape ? { shape } : {}) }])
  }

  registerTemplate({ id, expr, params }: RuleTemplate, shape?: FactShape): void {
    this.registerAll([{ id, expr, params, ...(shape ? { shape } : {}) }])
  }

  registerAll(rules: readonly Registration[]): void {
    for (const entry of this.#book.add(rules)) {
      const { id, expr, params, shape, generate = false } = entry
      if (params) continue
      const definition = { kind: 'rule', id, entity: null, expr } as const
      const rule = this.compile(definition, { ...(shape ? { shape } : {}), generate })
      this.#ready.add(entry, definition, rule)
    }
    this.#forget()
  }

  unregister(id: string): void {
    const overlays = this.#overlays.on(id)
    if (overlays.length > 0) throw stillTightened(id, overlays)

    this.#ready.remove(this.#book.remove(id))
    this.#forget()
  }

  resolve(id: string): RuleExpr {
    return this.#book.rule(id).expr
  }

  evaluate(rule: RuleExpr | RuleDefinition, facts: Facts, options?: EvaluateOptions): boolean {
    return this.#compiled(rule).evaluate(facts, options)
  }

  explain(rule: RuleExpr | RuleDefinition, facts: Facts, options?: ExplainOptions): Explanation {
    return this.#compiled(rule).explain(facts, options)
  }

  compile(rule: RuleExpr | RuleDefinition, options: EngineOptions = {}): CompiledRule {
    const all = { ...this.#options, ...options, ...this.#book.names }
    return compileChecked(conditionFor(rule, all), all)
  }

  compileAll(
    rules: readonly (RuleExpr | RuleDefinition)[],
    options: EngineOptions = {},
  ): DecisionProgram {
    const all = { ...this.#options, ...options, ...this.#book.names }
    return compileRules(rules, all)
  }

  tighten(overlay: RuleOverlay): void {
    checkOverlay(overlay)
    const { rule, expr } = overlay
    const { shape } = this.#book.rule(rule)
    const options = { ...this.#options, ...this.#book.names, id: rule }
    const condition = conditionOf(expr, shape ? { ...options, shape } : options)
    this.#overlays.add(Object.freeze({ ...overlay, expr: condition.expr, condition }))
  }

  withdraw(organizationId: string, overlayId: string): void {
    this.#overlays.remove(organizationId, overlayId)
  }

  overlaysOf(organizationId: string, now: number): readonly RuleOverlay[] {
    return this.#overlays.inForce(organizationId, now)
  }

  compileFor(organization: Tightening, rule: RuleExpr | RuleDefinition): CompiledRule {
    const { shape } = organization
    const registered = this.#ready.find(rule)
    const overlays = this.#inForce(organization)
    const make = () =>
      this.#join(registered?.definition ?? rule, overlays, shape ?? registered?.shape)
    if (overlays.length === 0) return registered?.rule ?? make()
    if (shape) return make()
    if (registered) return this.#overlays.compiled(overlays, registered.rule, make)
    return this.#overlays.askedOf(overlays)?.find(rule, make) ?? make()
  }

  compileAllFor(
    organization: Tightening,
    rules: readonly (RuleExpr | RuleDefinition)[],
  ): DecisionProgram {
    const overlays = this.#inForce(organization)
    const all = this.#optionsWith(organization.shape)
    const conditions = rules.map((rule) => tightened(conditionFor(rule, all), overlays))
    return compileConditions(conditions, all)
  }

  #inForce({ organizationId, now = this.#options.clock?.now() }: Tightening) {
    if (now === undefined) throw factMissing('now')
    return this.#overlays.inForce(organizationId, now)
  }

  #optionsWith(shape: FactShape | undefined): CompileOptions {
    return { ...this.#options, ...this.#book.names, ...(shape ? { shape } : {}) }
  }

  #compiled(rule: RuleExpr | RuleDefinition): CompiledRule {
    return this.#ready.find(rule)?.rule ?? this.#asked.find(rule, () => this.compile(rule))
  }

  // Names may stand for something else now.
  #forget(): void {
    this.#asked.clear()
    this.#overlays.forgetAsked()
  }

  #join(
    rule: RuleExpr | RuleDefinition,
    overlays: readonly CheckedOverlay[],
    shape: FactShape | undefined,
  ): CompiledRule {
    const all = this.#optionsWith(shape)
    const condition = conditionFor(rule, all)
    const names = namesIn(condition)
    const touching = overlays.filter((overlay) => names.has(overlay.rule))
    if (touching.length === 0) return compileChecked(condition, all)
    return compileChecked(tightened(condition, touching), all)
  }
}
