/** A field as data: what a record, a command's input or an event's payload holds under one key. */
import type { ValidationFailure } from '../errors/index.ts'

/**
 * The kinds of value. Dates are epoch milliseconds; money is `{ amount, currency }` in minor units; a point
 * is `{ lat, lng }` in degrees, an area and a line are GeoJSON (RFC 7946).
 */
export type FieldType =
  | 'string'
  | 'number'
  | 'boolean'
  | 'date'
  | 'enum'
  | 'ref'
  | 'ref[]'
  | 'json'
  | 'money'
  | 'geo.point'
  | 'geo.polygon'
  | 'geo.linestring'
  | 'list'

/** What a value is checked against, as validators see it: an entity's schema, or a message's. */
export interface ValidatedSchema {
  /** The entity's name, `Order`, or the message's type, `sales.placeOrder`. */
  readonly name: string
  readonly fields: readonly FieldSchema[]
}

/** What a validator may look at beside the value. */
export interface ValidationContext {
  /** The whole record or input that the value belongs to. */
  readonly entity: Readonly<Record<string, unknown>>
  /** What the whole is checked against. */
  readonly schema: ValidatedSchema
  readonly isCreate: boolean
  readonly isUpdate: boolean
  /** Who saves or sends it; null where that is the system itself. */
  readonly actorId: string | null
  /** The organization in which that happens; null for the configuration of a module. */
  readonly orgId: string | null
  /** The system's time, in epoch milliseconds. */
  readonly now: number
}

/** What a check says when it fails. The message continues the field's name: `must be an e-mail address`. */
export type CheckAnswer = Omit<ValidationFailure, 'path'>

/**
 * Checks one value that already has its field's type; null when it is in order. Pure: it may run twice.
 * The message continues the field's name: `must be an e-mail address`.
 */
export interface Validator {
  (value: unknown, context: ValidationContext): CheckAnswer | null
  /** What it asks for, as data, for schemas and forms. Default: nobody but the function knows. */
  readonly asks?: CheckAnswer
  /** The types of which it can be asked: boot refuses it elsewhere. Default: of any. */
  readonly of?: readonly FieldType[]
}

/** Works out a value from the other values of its record. Pure: it may run often, or never. */
export type Compute = (record: Readonly<Record<string, unknown>>) => unknown

/** What can be said of a field, whatever its type. */
export interface FieldTraits {
  /** What people read in forms and tables. Default: the key in words. */
  readonly label?: string
  /** No two records of an organization hold the same value. Default false. */
  readonly unique?: boolean
  /** Lists are often filtered or sorted by it. Default false. */
  readonly indexed?: boolean
  /** Texts are looked for in it: search adapters are told of it. Default false. */
  readonly searchable?: boolean
  /** Left out of logs, errors, explanations and of answers to callers who may not read it. Default false. */
  readonly sensitive?: boolean
  /** The key that this field had before it was renamed; its column is renamed, not replaced. */
  readonly was?: string
  /** Further checks, run after the built-in ones of the type. */
  readonly validators?: readonly Validator[]
}

/** The limits that the types know. Each applies to the types named. */
export interface FieldLimits {
  /** Fewest characters (string) or items (list, ref[]). */
  readonly minLength?: number
  /** Most characters, in UTF-16 units (string, default 10,000), or items (list, ref[], default 1,000). */
  readonly maxLength?: number
  /** Least number (number), instant (date) or amount in minor units (money). */
  readonly min?: number
  /** Greatest number, instant or amount. */
  readonly max?: number
  /** Whole numbers only (number). */
  readonly integer?: boolean
  /** The values allowed (enum). */
  readonly enumValues?: readonly string[]
  /** The name of the entity referred to (ref, ref[]). */
  readonly refEntity?: string
  /** The unique text of that entity which this one holds (ref, ref[]). Default `id`. */
  readonly refField?: string
  /** The fields of each item (list). */
  readonly items?: readonly FieldSchema[]
  /** The only currency allowed (money). Default: any of ISO 4217. */
  readonly currency?: string
}

/** A field as reference data: what `field.*` makes, and what tenants and files bring. */
export interface FieldSchema extends FieldTraits, FieldLimits {
  readonly key: string
  readonly type: FieldType
  /** Default false in this form; `field.*` sets it unless told `optional`. */
  readonly required?: boolean
  /** The value taken when none is given, or what makes it. */
  readonly default?: unknown
  /** Makes the value each time the record is read; it is never stored and never given. */
  readonly computed?: Compute
}

/** Whether a value must be given, may be absent (null), is filled in when left out, or cannot be given. */
export type Presence = 'required' | 'optional' | 'defaulted' | 'computed'

declare const valueType: unique symbol
declare const presenceType: unique symbol
declare const inputType: unique symbol

/** A field that has no key yet, with the type of its value. */
export interface Field<Value = unknown, Given extends Presence = Presence>
  extends Omit<FieldSchema, 'key'> {
  readonly [valueType]?: Value
  readonly [presenceType]?: Given
}

/** A list of records, of which one gives less than one gets: its items may have defaults. */
export interface ListField<Items extends Fields, Given extends Presence = Presence>
  extends Field<readonly ValuesOf<Items>[], Given> {
  readonly [inputType]?: readonly InputOf<Items>[]
}

/** Fields by their keys. */
export type Fields = Readonly<Record<string, Field>>

/** The type of a field's value. */
export type ValueOf<F> = F extends Field<infer Value> ? Value : never

type PresenceOfField<F> = F extends Field<unknown, infer Given> ? Given : never

type InputOfField<F> = F extends { readonly [inputType]?: unknown }
  ? Exclude<F[typeof inputType], undefined>
  : ValueOf<F>

type KeysWith<F extends Fields, Given extends Presence> = {
  [K in keyof F]: PresenceOfField<F[K]> extends Given ? K : never
}[keyof F]

/**
 * The values of complete fields: each key is there, and null where an optional one is absent.
 *
 * Inferred anew, so that hovers show the values and not the fields that they follow from; the keys stay
 * those of the declaration, where "go to definition" leads.
 */
export type ValuesOf<F extends Fields> = F extends infer Declared
  ? {
      readonly [K in keyof Declared]: PresenceOfField<Declared[K]> extends 'optional'
        ? ValueOf<Declared[K]> | null
        : ValueOf<Declared[K]>
    }
  : never

/** The values one has to give: optional and defaulted ones may be left out. */
export type InputOf<F extends Fields> = Needed<F, KeysWith<F, 'required'>> &
  Spared<F, KeysWith<F, 'optional' | 'defaulted'>>

// Over keys that are known to be those of F, so that each leads to its declaration.
type Needed<F extends Fields, Key extends keyof F> = F extends infer Declared extends Fields
  ? { readonly [K in Extract<keyof Declared, Key>]: InputOfField<Declared[K]> }
  : never

type Spared<F extends Fields, Key extends keyof F> = {
  readonly [K in Key]?:
    | InputOfField<F[K]>
    | (PresenceOfField<F[K]> extends 'optional' ? null : never)
}
