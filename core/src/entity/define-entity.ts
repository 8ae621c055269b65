/** Declares an entity: one frozen value that is its schema at run time and its type by inference. */
import type { Timestamp } from '../primitives/platform.ts'
import type { FieldSchema, Fields, InputOf, ValuesOf } from '../schema/field.ts'
import { keyed } from '../schema/field-builders.ts'
import type { Id } from '../schema/id.ts'
import type { DeclaredHooks, EntityHooks } from './hooks.ts'

/** Arbitrary tags on a record. */
export type Meta = Readonly<Record<string, string | number | boolean | null>>

/** What a record without timestamps has; all of it is set by the repository, but `meta`. */
export interface UntimedEntity<Name extends string = string> {
  readonly id: Id<Name>
  readonly organizationId: string
  /** Null while the record is active. */
  readonly deletedAt: Timestamp | null
  /** 1 for a new record; each change adds one. */
  readonly version: number
  readonly meta: Meta
}

/** What every other record has; all of it is set by the repository, but `meta`. */
export interface Entity<Name extends string = string> extends UntimedEntity<Name> {
  readonly createdAt: Timestamp
  /** Never goes back. */
  readonly updatedAt: Timestamp
}

/** What is said of an entity as a whole. */
export interface EntityTraits {
  /** Begins each id: lower-case letters and digits, then `_`, as in `ord_`. */
  readonly idPrefix: string
  /** Keys of fields that lists are filtered or sorted by together. */
  readonly indexes?: readonly (readonly string[])[]
  /** Keys of fields that no two active records of an organization share together. */
  readonly uniqueConstraints?: readonly (readonly string[])[]
  /** The word in addresses. Default: the plural of the name in kebab-case, `order-lines`. */
  readonly plural?: string
  /** Whether a deleted record is kept and can be restored. Without, it is removed; its history stays. Default true. */
  readonly softDelete?: boolean
  /** Whether records say when they were created and changed. Their events say it in any case. Default true. */
  readonly timestamps?: boolean
  /**
   * Whether a change of an outdated version is a conflict. Without, it is merged into what is there:
   * of the fields that it changes, the last write wins. A record has a version in any case. Default true.
   */
  readonly versioned?: boolean
  /**
   * The scope of the channel that each change of a record goes to: `orders` for `org:{orgId}:orders`.
   * Clients are told what changed, without sensitive fields. Default: none.
   */
  readonly rtChannel?: string
  /**
   * Whether the active `search` adapter holds the `searchable` fields of each record, as it is now; not
   * those that are sensitive. It follows after the commit, and is tried again until it succeeds. A record
   * that was there before enters with its next change. Default false.
   */
  readonly searchSync?: boolean
}

/** An entity as its module declares it. */
export interface EntityDefinition<Name extends string = string, F = unknown> extends EntityTraits {
  readonly kind: 'entity'
  /** PascalCase and unique in the whole system: `OrderLine`. */
  readonly name: Name
  readonly fields: readonly FieldSchema[]
  readonly hooks?: DeclaredHooks
  /** The fields by key, as they were declared. */
  readonly shape: F
}

/** An entity whose records do not say when they were created and changed. */
export interface UntimedDefinition<Name extends string = string, F = unknown>
  extends EntityDefinition<Name, F> {
  readonly timestamps: false
}

type FieldsOf<E> =
  E extends EntityDefinition<string, infer F>
    ? F extends Fields
      ? F
      : Readonly<Record<string, never>>
    : never

type NameOf<E> = E extends EntityDefinition<infer Name> ? Name : never

/** A stored record of the entity. */
export type EntityOf<E> = (E extends UntimedDefinition
  ? UntimedEntity<NameOf<E>>
  : Entity<NameOf<E>>) &
  ValuesOf<FieldsOf<E>>

/** What one gives to create a record: its own fields, and an id or tags if one has them. */
export type CreateOf<E> = InputOf<FieldsOf<E>> & {
  readonly id?: Id<NameOf<E>>
  readonly meta?: Meta
}

/** The texts that an enum field of the entity may hold; never when there is no such field. */
export type ChoicesOf<E, Key extends string> =
  ValuesOf<FieldsOf<E>> extends infer Values
    ? Key extends keyof Values
      ? Extract<Values[Key], string>
      : never
    : never

/** Declares an entity; `Context` is bound once, where the context is known. */
export interface DefineEntity<Context> {
  <const Name extends string>(
    definition: EntityTraits & {
      readonly name: Name
      readonly fields: readonly FieldSchema[]
      readonly hooks?: EntityHooks<Entity<Name> & Readonly<Record<string, unknown>>, Context>
    },
  ): EntityDefinition<Name>
  <const Name extends string, const F extends Fields>(
    definition: EntityTraits & {
      readonly name: Name
      readonly fields: F
      readonly timestamps: false
      readonly hooks?: EntityHooks<UntimedEntity<Name> & ValuesOf<F>, Context>
    },
  ): UntimedDefinition<Name, F>
  <const Name extends string, const F extends Fields>(
    definition: EntityTraits & {
      readonly name: Name
      readonly fields: F
      readonly hooks?: EntityHooks<Entity<Name> & ValuesOf<F>, Context>
    },
  ): EntityDefinition<Name, F>
}

/** Declares an entity from reference data: an array of fields with keys. */
export function defineEntity<const Name extends string>(
  definition: {
    readonly name: Name
    readonly fields: readonly FieldSchema[]
    readonly hooks?: DeclaredHooks
  } & EntityTraits,
): EntityDefinition<Name>
/** Declares an entity without timestamps. */
export function defineEntity<const Name extends string, const F extends Fields>(
  definition: {
    readonly name: Name
    readonly fields: F
    readonly timestamps: false
    readonly hooks?: DeclaredHooks
  } & EntityTraits,
): UntimedDefinition<Name, F>
/** Declares an entity. The module that lists it gives it its namespace; the boot checks it. */
export function defineEntity<const Name extends string, const F extends Fields>(
  definition: {
    readonly name: Name
    readonly fields: F
    readonly hooks?: DeclaredHooks
  } & EntityTraits,
): EntityDefinition<Name, F>
export function defineEntity(
  definition: {
    name: string
    fields: Fields | readonly FieldSchema[]
    hooks?: DeclaredHooks
  } & EntityTraits,
): EntityDefinition {
  const { name, fields, ...traits } = definition
  return Object.freeze({ kind: 'entity', name, ...traits, fields: keyed(fields), shape: fields })
}
