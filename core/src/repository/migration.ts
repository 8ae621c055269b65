/** What a module changes of the stored schema by hand, beside the additive steps that follow from its entities. */

/** A change written by hand: applied once to each database, in the order of versions. */
export interface Migration {
  /** The module's version that brings it, as in Semantic Versioning 2.0.0. Unique in its module. */
  readonly version: string
  /** What it does, for people: `orders are looked up by their number in lower case`. */
  readonly description: string
  /**
   * One SQL statement each. They run as the owner of the tables, in one transaction with all other
   * steps of the migration: so none may control transactions or build an index concurrently. They
   * tell no events: what subscribers must hear of is done by a command.
   */
  readonly statements: readonly string[]
}

/** A migration, and the module whose it is. */
export interface ModuleMigration extends Migration {
  readonly module: string
}
