/** What a unit of work hands over for its flush, of all that its parts have done and read. */
import type { Changes, RowChange, Witness } from '../flush/changes.ts'
import { withErasures } from '../past/erasure.ts'
import type { ReadRow, UnitLedger } from './unit-ledger.ts'

/** What follows from the ledger alone. */
export type LedgerChanges = Pick<Changes, 'rows' | 'witnesses' | 'chosen' | 'events' | 'erasures'>

/** Takes it from the ledger. Records that are written are no witnesses: their write asserts them. */
export function committedChanges(ledger: UnitLedger): LedgerChanges {
  const { staged, read, chosen } = ledger
  return {
    rows: [...staged.values()].filter(isStored),
    witnesses: witnessesOf(read, staged),
    chosen: [...chosen],
    ...told(ledger),
  }
}

function witnessesOf(
  read: ReadonlyMap<string, ReadRow>,
  staged: ReadonlyMap<string, RowChange>,
): readonly Witness[] {
  const witnesses: Witness[] = []
  for (const [key, { schema, row, relied }] of read) {
    if (!relied || staged.has(key)) continue
    witnesses.push({ schema, id: row.id, version: row.version })
  }
  return witnesses
}

function told({ events, erasing }: UnitLedger): Pick<Changes, 'events' | 'erasures'> {
  return erasing.size === 0 ? { events: [...events], erasures: [] } : withErasures(events, erasing)
}

// What a unit both creates and removes was never there.
function isStored({ expected, isRemoved }: RowChange): boolean {
  return !(isRemoved && expected === null)
}
