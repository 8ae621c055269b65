/** Counts what became of the rows. */
import type { RecordOutcome } from './import-target.ts'

/** Numbers of rows; `rows` is the sum of the others. */
export interface Tally {
  readonly rows: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly refused: number
}

/** Nothing counted yet. */
export const emptyTally: Tally = { rows: 0, created: 0, updated: 0, unchanged: 0, refused: 0 }

/** Counts one row more. */
export function counted(tally: Tally, outcome: RecordOutcome['outcome']): Tally {
  return { ...tally, rows: tally.rows + 1, [outcome]: tally[outcome] + 1 }
}
