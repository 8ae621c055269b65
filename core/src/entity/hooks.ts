/** What an entity has done before and after its records are saved and deleted. */

/**
 * Hooks of an entity. A restored record counts as saved, an erased one as deleted.
 *
 * `before…` runs inside the unit of work, before anything is stored, and again when the unit runs again:
 * it has no effect outside. It may refuse by throwing a `BusinessError`. `after…` runs once the unit has
 * committed, at least once, in the order of the record's changes, and is tried again until it succeeds,
 * whatever is killed; what it stores takes effect once.
 */
export interface EntityHooks<Stored, Context> {
  /**
   * Is given the record as it would be stored, and may answer values to store instead of some of its
   * own; they are checked like any.
   */
  readonly beforeSave?: (
    record: Stored,
    ctx: Context,
  ) => Partial<Stored> | void | Promise<Partial<Stored> | void>
  /** Is given the record as that save has left it, even when it has changed since. */
  readonly afterSave?: (record: Stored, ctx: Context) => unknown
  /** Is given the record as it is. Not called when a record is erased that was deleted before. */
  readonly beforeDelete?: (record: Stored, ctx: Context) => unknown
  /** Is given the record as it was deleted. Not called for an erased one, of which nothing is left to give. */
  readonly afterDelete?: (record: Stored, ctx: Context) => unknown
}

/** A hook whose types were checked where it was declared. */
export type Hook = (record: never, ctx: never) => unknown

/** The hooks of an entity, as the machinery keeps them. */
export type DeclaredHooks = { readonly [Name in HookName]?: Hook }

/** The moments at which hooks are called. */
export type HookName = keyof EntityHooks<unknown, unknown>
