/** Says what a refused flush means to whoever asked for it. */
import { ConflictError, type EntitySchema } from '@plinth/core'
import {
  type Changes,
  duplicate,
  idUsed,
  keyTaken,
  type Receipt,
  stale,
  timerGone,
} from '@plinth/core/runtime'
import { DatabaseError, type Raised, type Violation } from '../../driver/index.ts'
import { goneState, staleState, usedState } from '../../migration/index.ts'
import { type Table, tableOf } from '../../table/index.ts'

/** A ref of the unit's records that leads nowhere. */
export interface BrokenReference {
  readonly table: Table
  readonly key: string
}

/** Turns a failure into the conflict that it tells of; everything else stays what it is. */
export function flushError(error: unknown, changes: Changes): unknown {
  if (!(error instanceof DatabaseError)) return error

  const { condition, raised, violation } = error
  if (condition === 'raised' && raised) {
    if (raised.state === goneState && changes.firing) return timerGone(changes.firing)
    return usedError(raised, changes) ?? staleError(raised, changes) ?? error
  }
  if (condition === 'unique_violation' && violation) {
    return duplicateError(violation, changes) ?? error
  }
  return error
}

/** Whether records of one table that change together may be in each other's way, and in nobody else's. */
export function mayBeSwap(error: unknown, changes: Changes): boolean {
  if (!(error instanceof DatabaseError) || error.condition !== 'unique_violation') return false

  const { violation } = error
  const table = violation && tableOfViolation(violation, schemasOf(changes))
  const changed = changes.rows.filter(({ schema, expected, isRemoved }) => {
    return schema.name === table?.entity.name && expected !== null && !isRemoved
  })
  return changed.length > 1
}

/** Finds the ref that a failure tells of, among those of all entities. */
export function brokenReference(
  error: unknown,
  entities: Iterable<EntitySchema>,
): BrokenReference | null {
  if (!(error instanceof DatabaseError) || error.condition !== 'foreign_key_violation') return null

  const { violation } = error
  const table = violation && tableOfViolation(violation, [...entities])
  const key = table?.references.get(violation?.constraint ?? '')
  return table && key !== undefined ? { table, key } : null
}

function usedError({ state, detail }: Raised, { chosen = [] }: Changes): ConflictError | null {
  if (state !== usedState || !hasId(detail)) return null

  const used = chosen.find(({ id }) => id === detail.id)
  return used ? idUsed(used.schema, used.id) : null
}

function staleError({ state, detail }: Raised, changes: Changes): ConflictError | null {
  if (state !== staleState || !isStaleDetail(detail)) return null

  const schema = schemasOf(changes).find(({ name }) => name === detail.entity)
  return schema ? stale(schema, detail.id, detail) : null
}

function duplicateError(violation: Violation, changes: Changes): ConflictError | null {
  const { schema, table: tableName, constraint } = violation
  if (schema === 'plinth' && tableName === 'inbox' && changes.receipt) {
    return handled(changes.receipt)
  }
  if (schema === 'plinth' && tableName === 'idempotency' && changes.answer) {
    return keyTaken(changes.answer.slot)
  }

  const table = tableOfViolation(violation, schemasOf(changes))
  const keys = table?.uniques.get(constraint) ?? (constraint.endsWith('_pkey') ? ['id'] : null)
  return table && keys ? duplicate(table.entity, keys) : null
}

function handled({ subscription, eventId }: Receipt): ConflictError {
  return new ConflictError(
    'delivery.handled',
    `subscription "${subscription}" has already handled event ${eventId}`,
    { subscription, eventId },
  )
}

function tableOfViolation(
  { schema, table }: Violation,
  entities: readonly EntitySchema[],
): Table | undefined {
  const tables = entities.map(tableOf)
  return tables.find(({ schemaName, tableName }) => schemaName === schema && tableName === table)
}

function schemasOf({ rows, witnesses }: Changes): readonly EntitySchema[] {
  return [...new Set([...rows, ...witnesses].map(({ schema }) => schema))]
}

interface StaleDetail {
  readonly entity: string
  readonly id: string
  readonly expected: number
  readonly actual: number
}

/** What `plinth.refuse_used` tells. */
function hasId(detail: unknown): detail is { readonly id: string } {
  return typeof detail === 'object' && detail !== null && 'id' in detail
}

/** What `plinth.refuse_stale` tells. */
function isStaleDetail(detail: unknown): detail is StaleDetail {
  if (typeof detail !== 'object' || detail === null) return false
  return 'entity' in detail && 'id' in detail && 'expected' in detail && 'actual' in detail
}
