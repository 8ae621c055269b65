/** The rule engine as one organization sees it: every rule with what the organization has tightened. */
import type { Timestamp } from '../../primitives/platform.ts'
import type { CompiledRule } from '../compile-rule.ts'
import type { RuleDefinition, RuleExpr } from '../rule.ts'
import type { EngineOptions, RuleEngine } from './rule-engine.ts'

/** Whose engine it is, and what now is. */
export interface OrganizationView {
  readonly organizationId: string
  readonly now: () => Timestamp
}

/**
 * Makes the view. What is registered through it is registered for all; what is asked through it is
 * answered for the organization. Where the organization has no overlays, it is the engine that answers.
 */
export function organizationRules(
  engine: RuleEngine,
  { organizationId, now }: OrganizationView,
): RuleEngine {
  const isTightened = () => engine.overlaysOf(organizationId, now()).length > 0
  const tightening = ({ shape }: EngineOptions = {}) => ({
    organizationId,
    now: now(),
    ...(shape ? { shape } : {}),
  })
  const compile = (rule: RuleExpr | RuleDefinition, options?: EngineOptions): CompiledRule =>
    isTightened() ? engine.compileFor(tightening(options), rule) : engine.compile(rule, options)

  return {
    register: (id, expr, shape) => engine.register(id, expr, shape),
    registerTemplate: (template, shape) => engine.registerTemplate(template, shape),
    registerAll: (rules) => engine.registerAll(rules),
    unregister: (id) => engine.unregister(id),
    resolve: (id) => engine.resolve(id),
    evaluate: (rule, facts, options) =>
      isTightened()
        ? compile(rule).evaluate(facts, options)
        : engine.evaluate(rule, facts, options),
    explain: (rule, facts, options) =>
      isTightened() ? compile(rule).explain(facts, options) : engine.explain(rule, facts, options),
    compile,
    compileAll: (rules, options) =>
      isTightened()
        ? engine.compileAllFor(tightening(options), rules)
        : engine.compileAll(rules, options),
    tighten: (overlay) => engine.tighten(overlay),
    withdraw: (organization, overlayId) => engine.withdraw(organization, overlayId),
    overlaysOf: (organization, at) => engine.overlaysOf(organization, at),
    compileFor: (organization, rule) => engine.compileFor(organization, rule),
    compileAllFor: (organization, rules) => engine.compileAllFor(organization, rules),
  }
}
