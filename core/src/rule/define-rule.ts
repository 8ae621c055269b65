/** Declares a rule: a frozen value with a name, whose paths the editor completes and the compiler checks. */
import { CoreError } from '../errors/index.ts'
import { deepFreeze } from '../primitives/freeze.ts'
import { asDeclared, type BaseKey, type NamedEntity } from '../schema/index.ts'
import type { RuleDefinition, RuleExpr } from './rule.ts'

/** What has to be known of an entity: its name, and its fields by key. */
export interface RuledEntity<Name extends string = string> extends NamedEntity<Name> {
  readonly shape: unknown
}

/** The keys of an entity with these fields. */
export type KeyOf<Shape> = Shape extends readonly unknown[]
  ? string
  : unknown extends Shape
    ? string
    : (keyof Shape & string) | BaseKey

/** The records behind the refs: `customerId` leads to `customer`, `tagIds` to `tags`. */
type Crossed<Key extends string> = Key extends `${infer Name}Ids`
  ? `${Name}s`
  : Key extends `${infer Name}Id`
    ? Name
    : never

/**
 * The paths that a rule about an entity with these fields may read: the fields and their parts, what the
 * refs lead to, the caller, the input. Behind a ref the keyboard knows no fields; boot does.
 */
export type EntityPath<Key extends string> =
  | `entity.${Key}`
  | `entity.${Key | Crossed<Key>}.${string}`
  | `${'actor' | 'payload'}.${string}`

/** Declares a rule about any facts. */
export function defineRule(id: string, expr: RuleExpr): RuleDefinition<null>
/**
 * Declares a rule about one entity, whose record it reads as `entity.…`.
 *
 * @throws CoreError `rule.invalid` when there is no condition.
 */
export function defineRule<E extends RuledEntity, Key extends string = KeyOf<E['shape']>>(
  id: string,
  entity: E,
  expr: RuleExpr<EntityPath<NoInfer<Key>>>,
): RuleDefinition<E['name']>
export function defineRule(
  id: string,
  subject: RuledEntity | RuleExpr,
  expr?: unknown,
): RuleDefinition {
  if (!isEntity(subject)) return deepFreeze({ kind: 'rule', id, entity: null, expr: subject })
  if (!isCondition(expr))
    throw new CoreError('rule.invalid', `rule "${id}" has no condition`, { rule: id })
  return deepFreeze({ kind: 'rule', id, entity: asDeclared(subject).name, expr })
}

function isEntity(subject: RuledEntity | RuleExpr): subject is RuledEntity {
  return 'shape' in subject
}

// What it says, and whether it may, the boot checks.
function isCondition(expr: unknown): expr is RuleExpr {
  return typeof expr === 'object' && expr !== null
}
