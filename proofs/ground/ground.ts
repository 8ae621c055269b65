/** The ground of a proof: a place for data that is its own from the first row to the last. */
import type { SqlDriver } from '@plinth/postgres'

/** A place for data, empty at first. It is taken away when the proof ends. */
export interface Ground {
  /** The variables that tell a system where its data is. */
  readonly variables: Readonly<Record<string, string>>
  /** Opens the data to look at it. Embedded, no other process may have it open meanwhile. */
  open(): Promise<SqlDriver>
}
