/** Holds the rules that have names, and evaluates, explains and compiles any rule. */
import { CoreError, type ValidationFailure, validationFailure } from '../errors/index.ts'
import { Err } from '../primitives/result.ts'
import { meant } from '../primitives/name-hint.ts'
import { inspectRule, ruleInvalid } from './check/check-rule.ts'
import type { FactShape } from './check/fact-shape.ts'
import { type CompiledRule, type CompileOptions, compileRule } from './compile-rule.ts'
import type { RuleDefinition } from './define-rule.ts'
import type { Explanation } from './explain/explanation.ts'
import type { Facts, RuleExpr } from './rule.ts'

/** A rule that is to be registered, and the facts that it may read. */
export interface Registration {
  readonly id: string
  readonly expr: unknown
  /** Default: the engine's. */
  readonly shape?: FactShape
}

/** Evaluates rules, and knows some by name: `{ ref: 'sales.within-credit' }` stands for such a one. */
export interface RuleEngine {
  /** Registers a rule. @throws CoreError `rule.invalid` when it is not in order or its name is taken */
  register(id: string, expr: unknown, shape?: FactShape): void
  /**
   * Registers rules that may name each other; all or none.
   *
   * @throws CoreError `rule.invalid`, with the problems of all rules in its facts.
   */
  registerAll(rules: readonly Registration[]): void
  /** Finds a rule by its name. @throws CoreError `rule.unknown` */
  resolve(id: string): RuleExpr
  /** Tells whether a rule holds. @throws CoreError `rule.invalid`, `rule.fact-missing` */
  evaluate(rule: RuleExpr | RuleDefinition, facts: Facts): boolean
  /** Tells why a rule holds or not. @throws CoreError `rule.invalid`, `rule.fact-missing` */
  explain(rule: RuleExpr | RuleDefinition, facts: Facts): Explanation
  /** Compiles a rule, to be asked often. @throws CoreError `rule.invalid` */
  compile(rule: RuleExpr | RuleDefinition, options?: EngineOptions): CompiledRule
}

/** What rules may read, where `now` comes from, and whether code is generated; see `CompileOptions`. */
export type EngineOptions = Omit<CompileOptions, 'resolve' | 'ruleNames'>

/** Creates an engine that knows no rule yet. The options hold for every rule that comes without its own. */
export function createRuleEngine(options: EngineOptions = {}): RuleEngine {
  return new Engine(options)
}

class Engine implements RuleEngine {
  readonly #options: EngineOptions
  readonly #rules = new Map<string, RuleExpr>()
  /** By the frozen data of registered rules, which `resolve` hands out: other data could change meanwhile. */
  readonly #compiled = new Map<unknown, CompiledRule>()

  constructor(options: EngineOptions) {
    this.#options = options
  }

  register(id: string, expr: unknown, shape?: FactShape): void {
    this.registerAll([{ id, expr, ...(shape ? { shape } : {}) }])
  }

  registerAll(rules: readonly Registration[]): void {
    const given = new Map(rules.map(({ id, expr }) => [id, expr]))
    const checked = rules.map((rule) => ({ id: rule.id, result: this.#inspect(rule, given) }))
    const refused = checked.flatMap(({ id, result }) => (result.ok ? [] : [{ id, ...result }]))
    const [first] = refused
    if (first) {
      const all = refused.flatMap(({ error }) => error)
      throw ruleInvalid(`rule ${JSON.stringify(first.id)}`, all)
    }

    for (const { id, result } of checked) if (result.ok) this.#rules.set(id, result.value.expr)
    for (const { id, shape } of rules) this.#prepare(id, shape)
  }

  resolve(id: string): RuleExpr {
    const expr = this.#rules.get(id)
    if (expr) return expr

    const message = `no rule is registered as "${id}"${meant(id, this.#rules.keys())}`
    throw new CoreError('rule.unknown', message, { rule: id })
  }

  evaluate(rule: RuleExpr | RuleDefinition, facts: Facts): boolean {
    return this.#ready(rule).evaluate(facts)
  }

  explain(rule: RuleExpr | RuleDefinition, facts: Facts): Explanation {
    return this.#ready(rule).explain(facts)
  }

  compile(rule: RuleExpr | RuleDefinition, options: EngineOptions = {}): CompiledRule {
    const resolve = (id: string) => this.#rules.get(id)
    const ruleNames = this.#rules.keys()
    return compileRule(rule, { ...this.#options, ...options, resolve, ruleNames })
  }

  #ready(rule: RuleExpr | RuleDefinition): CompiledRule {
    return this.#compiled.get(rule) ?? this.compile(rule)
  }

  #prepare(id: string, shape: FactShape | undefined): void {
    const expr = this.resolve(id)
    const options = shape ? { shape } : {}
    this.#compiled.set(expr, this.compile({ kind: 'rule', id, entity: null, expr }, options))
  }

  #inspect(
    { id, expr, shape }: Registration,
    given: ReadonlyMap<string, unknown>,
  ): ReturnType<typeof inspectRule> {
    if (this.#rules.has(id)) return Err([taken(id)])

    return inspectRule(expr, {
      ...this.#options,
      ...(shape ? { shape } : {}),
      id,
      resolve: (name) => given.get(name) ?? this.#rules.get(name),
      ruleNames: [...this.#rules.keys(), ...given.keys()],
    })
  }
}

function taken(id: string): ValidationFailure {
  return validationFailure('', 'duplicate', { rule: id }, () => 'is registered already')
}
