/** Declares an entity: one frozen value that is its schema at run time and its type by inference. */
import type { Timestamp } from '../primitives/platform.ts'
import type { BaseKey } from '../schema/check-fields.ts'
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

type HeldBy<F> = F extends Fields ? ValuesOf<F> : Readonly<Record<string, unknown>>

type FieldsOf<E> =
  E extends EntityDefinition<string, infer F>
    ? F extends Fields
      ? F
      : Readonly<Record<string, never>>
    : never

type NameOf<E> = E extends EntityDefinition<infer Name> ? Name : never

/** A stored record of the entity: what its class is called, or else its fields and those of every record. */
export type EntityOf<E> = E extends new (
  record: never,
) => infer Stored
  ? Stored
  : // Inferred anew: hovers then show the values, and not the fields that they follow from.
    (
        E extends UntimedDefinition
          ? UntimedEntity<NameOf<E>> & HeldBy<ShapeOf<E>>
          : Entity<NameOf<E>> & HeldBy<ShapeOf<E>>
      ) extends infer Stored
    ? Stored
    : never

type ShapeOf<E> = E extends EntityDefinition<string, infer F> ? F : never

/** What one gives to create a record: its own fields, and an id or tags if one has them. */
export type CreateOf<E> = InputOf<FieldsOf<E>> & {
  readonly id?: Id<NameOf<E>>
  readonly meta?: Meta
}

/** What one gives to save a record: what creates it, or the record itself, changed. */
export type SaveOf<E> = CreateOf<E> & Stamps

type Stamps = Partial<Omit<Entity, 'id' | 'meta'>>

/** The texts that an enum field of the entity may hold; never when there is no such field. */
export type ChoicesOf<E, Key extends string> =
  ValuesOf<FieldsOf<E>> extends infer Values
    ? Key extends keyof Values
      ? Extract<Values[Key], string>
      : never
    : never

/** An entity as a module writes it down. */
export interface EntityDeclaration<Name extends string, F, Timed, Context>
  extends Omit<EntityTraits, 'indexes' | 'uniqueConstraints' | 'timestamps'> {
  /** PascalCase and unique in the whole system: `OrderLine`. */
  readonly name: Name
  /** What its records hold, by key: `field.*`. Or reference data, an array of fields with keys. */
  readonly fields: Unreserved<F>
  /** Keys of fields that lists are filtered or sorted by together. */
  readonly indexes?: readonly (readonly FieldKey<NoInfer<F>>[])[]
  /** Keys of fields that no two active records of an organization share together. */
  readonly uniqueConstraints?: readonly (readonly FieldKey<NoInfer<F>>[])[]
  /** Whether records say when they were created and changed. Their events say it in any case. Default true. */
  readonly timestamps?: Timed
  readonly hooks?: EntityHooks<EntityOf<DefinitionOf<Name, NoInfer<F>, NoInfer<Timed>>>, Context>
}

type Unreserved<F> = [TakenOf<F>] extends [never]
  ? F
  : `every record has ${TakenOf<F>} by itself; choose another key`

type TakenOf<F> = string extends keyof F ? never : Extract<keyof F, BaseKey>

type FieldKey<F> = F extends Fields ? keyof F & string : string

type DefinitionOf<Name extends string, F, Timed> = Timed extends false
  ? UntimedDefinition<Name, F>
  : EntityDefinition<Name, F>

/** Declares an entity; `Context` is bound once, where the context is known. */
export type DefineEntity<Context> = <
  const Name extends string,
  const F extends Fields | readonly FieldSchema[],
  const Timed extends boolean = true,
>(
  declaration: EntityDeclaration<Name, F, Timed, Context>,
) => DefinitionOf<Name, F, Timed>

/** Declares an entity. The module that lists it gives it its namespace; the boot checks it. */
export const defineEntity: DefineEntity<never> = (declaration) =>
  typed(Object.freeze(definitionData(declaration)))

/** A declaration whose types were checked where it is written. */
export interface WrittenDeclaration {
  readonly name: string
  /** A text is what the compiler says of a reserved key: where it spoke, nothing runs. */
  readonly fields: Fields | readonly FieldSchema[] | string
}

/** Makes the data of a definition. */
export function definitionData({ name, fields, ...traits }: WrittenDeclaration): {
  readonly name: string
} {
  if (typeof fields === 'string') throw new TypeError(fields)

  const data = { kind: 'entity', name, ...traits, fields: keyed(fields), shape: fields }
  return data
}

/** Gives a definition the type that its declaration has. */
// The compiler cannot see that the data of a declaration has the type that it infers from it.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- see above
export function typed<Definition>(data: object): Definition {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- see above
  return data as Definition
}
