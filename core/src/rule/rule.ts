/** Conditions as data: the one language of guards, permissions and filters. */
import type { GeoPolygon } from '../primitives/geo.ts'
import type { Money } from '../primitives/money/money.ts'

/** What a rule reads: roots such as `entity`, `actor` and `payload`, or the fields of one record. */
export type Facts = Readonly<Record<string, unknown>>

/** A literal that a leaf compares with. */
export type RuleScalar = string | number | boolean | null | Money

/** Compares with what stands at another path, instead of with a literal. */
export interface ValueRef<Path extends string = string> {
  readonly ref: Path
}

/** Stands in a template for a value that is given where the template is used. */
export interface ParamRef {
  readonly param: string
}

/** What a leaf may compare with. */
export type RuleValue<Path extends string = string> =
  | RuleScalar
  | readonly RuleScalar[]
  | GeoPolygon
  | ValueRef<Path>
  | ParamRef

/** The operators. What each one asks, of what and with what, is its row in `operators.ts`. */
export type Op =
  | 'eq'
  | 'neq'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'in'
  | 'nin'
  | 'contains'
  | 'containsAll'
  | 'matches'
  | 'exists'
  | 'empty'
  | 'withinDays'
  | 'spatialWithin'

/** Compares what stands at a dotted path with a value. A missing path reads as null. */
export interface LeafRule<Path extends string = string> {
  readonly field: Path
  readonly op: Op
  /** Absent for `exists` and `empty` alone, which then ask for true. */
  readonly value?: RuleValue<Path>
}

/** Holds when each of its parts holds; without parts it holds. */
export interface AndRule<Path extends string = string> {
  readonly and: readonly RuleExpr<Path>[]
}

/** Holds when one of its parts holds; without parts it does not. */
export interface OrRule<Path extends string = string> {
  readonly or: readonly RuleExpr<Path>[]
}

/** Holds when its part does not. */
export interface NotRule<Path extends string = string> {
  readonly not: RuleExpr<Path>
}

/** Stands for a rule that is registered under a name. */
export interface RefRule {
  readonly ref: string
}

/** Stands for a registered template, with a value (or `{ ref: path }`) for each of its parameters. */
export interface TemplateRule {
  readonly template: string
  readonly params: Readonly<Record<string, unknown>>
}

/** A rule with a name, as its module declares it. Boot checks it against the entity's fields. */
export interface RuleDefinition<Entity extends string | null = string | null> {
  readonly kind: 'rule'
  /** `sales.within-credit`. */
  readonly id: string
  /** The name of the entity that it is about; null when it is about none in particular. */
  readonly entity: Entity
  readonly expr: RuleExpr
}

/** A condition tree; a declared rule may stand in it for its name. `Path` are the paths that it may read. */
export type RuleExpr<Path extends string = string> =
  | LeafRule<Path>
  | AndRule<Path>
  | OrRule<Path>
  | NotRule<Path>
  | RefRule
  | TemplateRule
  | RuleDefinition
