/** Reads a selection in process: what a repository needs whose store cannot filter, sort or page by itself. */
import type { Row } from '../../flush/changes.ts'
import type { FindBehind, RowsOf } from '../refs/cross-refs.ts'
import { matching } from './matching.ts'
import { compareRows, isBehind } from './order.ts'
import type { Selection } from './selection.ts'

/** Every stored row of an entity in one organization, and how the records behind its refs are found. */
export interface StoredRecords extends RowsOf {
  readonly find: FindBehind
}

/** Takes the rows of a selection, in its order: what `BaseRepository.select` answers. */
export async function selectRows(
  records: StoredRecords,
  selection: Selection,
): Promise<readonly Row[]> {
  const { sort, offset, limit } = selection
  const rows = await matching(records.find, records, selection)
  return rows
    .filter((row) => isBehind(row, selection))
    .toSorted(compareRows(sort))
    .slice(offset, offset + limit)
}

/** Counts the rows of a selection, whatever its page: what `BaseRepository.tally` answers. */
export async function tallyRows(
  records: StoredRecords,
  selection: Selection,
  cap: number | null,
): Promise<number> {
  const { length } = await matching(records.find, records, selection)
  return cap === null ? length : Math.min(length, cap)
}
