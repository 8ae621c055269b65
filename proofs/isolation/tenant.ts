/** An organization whose every row can be recognised, wherever a byte of it turns up. */

/** Values by field. */
export type Values = Readonly<Record<string, unknown>>

/** A row that was stored. */
export interface MarkedRow {
  readonly id: string
  readonly values: Values
}

/** The organization. */
export interface Tenant {
  readonly organization: string
  /** In every text of every row. */
  readonly marker: string
  /** Tells its numbers, dates and amounts from those of the others. */
  readonly number: number
  /** By entity. */
  readonly rows: ReadonlyMap<string, readonly MarkedRow[]>
}

/** The rows of an entity. @throws Error when there are none: each entity has some */
export function rowsOf({ rows }: Tenant, entity: string): readonly [MarkedRow, ...MarkedRow[]] {
  const [first, ...others] = rows.get(entity) ?? []
  if (first) return [first, ...others]
  throw new Error(`no rows of ${entity} were laid out`)
}
