/** Identifiers that know, at the keyboard, which entity they belong to. */

declare const entityName: unique symbol

/**
 * The id of a record of the entity `Name`: a prefixed ULID, `ord_01ARZ3NDEKTSV4RRFFQ69G5FAV`.
 * A plain string may stand for it; the id of another entity may not.
 */
export type Id<Name extends string = string> = string & { readonly [entityName]?: Name }
