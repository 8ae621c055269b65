/** Declares a template: a rule with parameters, written once and used with other values in many places. */
import { CoreError } from '../errors/index.ts'
import { deepFreeze } from '../primitives/freeze.ts'
import { asDeclared, type FieldSchema, type Fields, type InputOf, keyed } from '../schema/index.ts'
import type { EntityPath, KeyOf, RuledEntity } from './define-rule.ts'
import type { RuleExpr, TemplateRule, ValueRef } from './rule.ts'

/** A template, as its module declares it. */
export interface RuleTemplate {
  readonly kind: 'rule-template'
  /** `sales.at-most`. Rules and templates share their names. */
  readonly id: string
  /** The name of the entity that it is about; null when it is about none in particular. */
  readonly entity: string | null
  readonly params: readonly FieldSchema[]
  readonly expr: RuleExpr
}

/** A declared template. Called with values for its parameters, it makes a rule. */
export interface TemplateDefinition<F extends Fields = Fields> extends RuleTemplate {
  (params: ParamsOf<F>): TemplateRule
}

/** What one gives for parameters: a literal of the parameter's type, or `{ ref: path }`. */
export type ParamsOf<F extends Fields> = {
  readonly [K in keyof InputOf<F>]: InputOf<F>[K] | ValueRef
}

/** What a template about one entity says of itself. */
export interface TemplateDeclaration<F extends Fields, Path extends string = string> {
  readonly params: F
  /** The condition. `{ param: 'limit' }` stands in it for a value. */
  readonly expr: RuleExpr<Path>
}

/**
 * Declares a template about one entity, whose record it reads as `entity.…`.
 *
 * @throws CoreError `rule.invalid` when there is no condition.
 */
export function defineRuleTemplate<const F extends Fields, E extends RuledEntity>(
  id: string,
  entity: E,
  declaration: TemplateDeclaration<F, EntityPath<KeyOf<NoInfer<E>['shape']>>>,
): TemplateDefinition<F>
/** Declares a template about any facts. */
export function defineRuleTemplate<const F extends Fields>(
  id: string,
  declaration: TemplateDeclaration<F>,
): TemplateDefinition<F>
export function defineRuleTemplate(
  id: string,
  subject: RuledEntity | TemplateDeclaration<Fields>,
  declaration?: unknown,
): TemplateDefinition {
  const { params, expr } = 'expr' in subject ? subject : declared(id, declaration)
  const entity = 'expr' in subject ? null : asDeclared(subject).name
  const traits = { kind: 'rule-template', id, entity, params: keyed(params), expr } as const
  const make = (values: TemplateRule['params']) => Object.freeze({ template: id, params: values })
  return Object.freeze(Object.assign(make, deepFreeze(traits)))
}

function declared(id: string, declaration: unknown): TemplateDeclaration<Fields> {
  if (isDeclaration(declaration)) return declaration
  throw new CoreError('rule.invalid', `template "${id}" has no condition`, { template: id })
}

// What it says, and whether it may, the boot checks.
function isDeclaration(declaration: unknown): declaration is TemplateDeclaration<Fields> {
  return typeof declaration === 'object' && declaration !== null
}
