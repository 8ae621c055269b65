/** Holds rows against the log: what one half of a commit wrote, and the other half did not. */
import { groupBy } from './group-by.ts'
import type { StoredCompany, StoredEvent, StoredRecord } from './stored-company.ts'

/**
 * Names each row with a version that no event tells of, or that two tell of, and each event that tells
 * of a row which is not there.
 */
export function outOfStep(company: StoredCompany): readonly string[] {
  const { orders, lines, stock, reservations, events } = company
  const changesByKind = groupBy(events, ({ type }) => changedKind(type))
  const rowsByKind: readonly (readonly [string, readonly StoredRecord[]])[] = [
    ['sales.order', orders],
    ['sales.order-line', lines],
    ['inventory.stock-item', stock],
    ['inventory.reservation', reservations],
  ]
  return rowsByKind.flatMap(([kind, rows]) => {
    const changes = changesByKind.get(kind) ?? []
    return [...withoutEvents(rows, changes), ...withoutRow(rows, changes)]
  })
}

function withoutEvents(
  rows: readonly StoredRecord[],
  changes: readonly StoredEvent[],
): readonly string[] {
  const changesById = groupBy(changes, ({ aggregateId }) => aggregateId)
  return rows.flatMap(({ id, version }) => {
    const told = (changesById.get(id) ?? []).map((change) => change.version).join()
    const wanted = Array.from({ length: version }, (_, at) => at + 1).join()
    return told === wanted ? [] : [`${id} is at version ${version}, and its events tell of ${told}`]
  })
}

function withoutRow(
  rows: readonly StoredRecord[],
  changes: readonly StoredEvent[],
): readonly string[] {
  const known = new Set(rows.map(({ id }) => id))
  const lone = changes.filter(({ aggregateId }) => !known.has(aggregateId))
  return lone.map(({ type, aggregateId }) => `${type} tells of ${aggregateId}, which is not there`)
}

/** The kind of record that a change belongs to: `sales.order` for `sales.order.updated`; '' for other news. */
function changedKind(type: string): string {
  return /^(.+)\.(?:created|updated|deleted|restored)$/.exec(type)?.[1] ?? ''
}
