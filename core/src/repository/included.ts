/** The types of what `include` names, and of the records that it puts beside the fields of another. */
import type { Entity } from '../entity/index.ts'
import type { TargetOf } from '../schema/index.ts'

/** The refs of a record by their keys, `customerId`, and from there on, `customerId.regionId`. */
export type IncludeOf<T> =
  RefKey<T> extends infer Key extends string ? Key | `${Key}.${string}` : never

/**
 * A record with those that its refs name, each under the name that rules use: behind `customerId`
 * stands `customer`, null where there is none or it is deleted; behind `tagIds` stands the list `tags`.
 */
export type Including<T, Name extends string> = string extends keyof T
  ? T
  : [Name] extends [never]
    ? T
    : T & { readonly [K in FirstOf<Name> & keyof T & string as NameBehind<K, T[K]>]: Behind<T[K]> }

/** A record of another entity, of which only the name is known here. */
export type IncludedRecord<Name extends string = string> = Entity<Name> &
  Readonly<Record<string, unknown>>

// The keys of a mapped type are shown as what they are, and so what the compiler says is short. The
// record's own id refers to nothing else.
type RefKey<T> = string extends keyof T
  ? string
  : keyof { [K in Exclude<keyof T, 'id'> as RefersBy<K & string, T[K]>]: 0 }

type RefersBy<K extends string, Value> = [TargetOf<ItemOf<Value>>] extends [never] ? never : K

type FirstOf<Name> = Name extends `${infer First}.${string}` ? First : Name

type ItemOf<Value> = NonNullable<Value> extends readonly (infer Item)[] ? Item : NonNullable<Value>

type IsList<Value> = NonNullable<Value> extends readonly unknown[] ? true : false

type NameBehind<K extends string, Value> =
  TargetOf<ItemOf<Value>> extends readonly [unknown, infer Key extends string]
    ? IsList<Value> extends true
      ? K extends `${infer Name}${Capitalize<Key>}s`
        ? `${Name}s`
        : never
      : K extends `${infer Name}${Capitalize<Key>}`
        ? Name
        : never
    : never

type Behind<Value> =
  TargetOf<ItemOf<Value>> extends readonly [infer Name extends string, unknown]
    ? IsList<Value> extends true
      ? readonly IncludedRecord<Name>[]
      : IncludedRecord<Name> | null
    : never
