/** Declares a rule: a frozen value with a name, whose paths the editor completes and the compiler checks. */
import { CoreError } from '../errors/index.ts'
import { deepFreeze } from '../primitives/freeze.ts'
import type { RuleExpr } from './rule.ts'

/** A rule with a name, as its module declares it. Boot checks it against the entity's fields. */
export interface RuleDefinition {
  readonly kind: 'rule'
  /** `sales.within-credit`. */
  readonly id: string
  /** The name of the entity that it is about; null when it is about none in particular. */
  readonly entity: string | null
  readonly expr: RuleExpr
}

/** What has to be known of an entity: its name, and its fields by key. */
export interface RuledEntity {
  readonly name: string
  readonly shape: unknown
}

/** The fields that every record has. */
type BaseKey =
  | 'id'
  | 'organizationId'
  | 'createdAt'
  | 'updatedAt'
  | 'deletedAt'
  | 'version'
  | 'meta'

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

/**
 * Declares a rule about one entity, whose record it reads as `entity.…`.
 *
 * @throws CoreError `rule.invalid` when there is no condition.
 */
export function defineRule<E extends RuledEntity, Key extends string = KeyOf<E['shape']>>(
  id: string,
  entity: E,
  expr: RuleExpr<EntityPath<NoInfer<Key>>>,
): RuleDefinition
/** Declares a rule about any facts. */
export function defineRule(id: string, expr: RuleExpr): RuleDefinition
export function defineRule(
  id: string,
  subject: RuledEntity | RuleExpr,
  expr?: RuleExpr,
): RuleDefinition {
  if (!isEntity(subject)) return deepFreeze({ kind: 'rule', id, entity: null, expr: subject })
  if (!expr) throw new CoreError('rule.invalid', `rule "${id}" has no condition`, { rule: id })
  return deepFreeze({ kind: 'rule', id, entity: subject.name, expr })
}

function isEntity(subject: RuledEntity | RuleExpr): subject is RuledEntity {
  return 'shape' in subject
}
