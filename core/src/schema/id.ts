/** Identifiers that know, at the keyboard, which entity they belong to. */

declare const entityName: unique symbol

/**
 * The id of a record of the entity `Name`: a prefixed ULID, `ord_01ARZ3NDEKTSV4RRFFQ69G5FAV`.
 * A plain string may stand for it; the id of another entity may not.
 */
export type Id<Name extends string = string> = string & Of<Name>

/** What the compiler knows of an id: whose it is. */
interface Of<Name extends string> {
  readonly [entityName]?: Name | undefined
}

/** The id of a record of any entity. */
export type ID = Id

declare const keyName: unique symbol

/** What a ref holds that names its target by another field than the id: a text, known as such. */
export type KeyOf<Name extends string = string, Key extends string = string> = string & {
  readonly [keyName]?: readonly [Name, Key] | undefined
}

/** The entity that a ref's value names, and the field by which it does; never for any other value. */
export type TargetOf<Value> = Value extends { readonly [entityName]?: infer Name | undefined }
  ? unknown extends Name
    ? KeyTargetOf<Value>
    : readonly [Name, 'id']
  : KeyTargetOf<Value>

type KeyTargetOf<Value> = Value extends { readonly [keyName]?: infer Target | undefined }
  ? unknown extends Target
    ? never
    : Target
  : never
