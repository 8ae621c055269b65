/** Finds the refs of a refused flush that lead nowhere, and says so field by field. */
import { CoreError, type EntitySchema, ValidationError, validationFailure } from '@plinth/core'
import { type Changes, inUse } from '@plinth/core/runtime'
import type { SqlDriver } from '../../driver/index.ts'
import { tableOf } from '../../table/index.ts'
import { byIdsStatement } from '../read/select-statement.ts'
import type { BrokenReference } from './flush-error.ts'

/** Where the records that refs lead to can be looked up. */
export interface ReferenceSource {
  readonly driver: SqlDriver
  readonly entities: ReadonlyMap<string, EntitySchema>
}

/**
 * Reads which of the unit's refs under this key lead nowhere; when none does, a removed record is
 * still referred to. Postgres names no values behind row
 * level security, so they are looked up; the flush has failed by then, and nothing waits for this.
 */
export async function missingReferences(
  { table, key }: BrokenReference,
  changes: Changes,
  source: ReferenceSource,
): Promise<CoreError> {
  const target = table.fields.get(key)?.schema?.refEntity ?? ''
  const kept = changes.rows.filter(({ isRemoved }) => !isRemoved)
  const rows = kept.filter(({ schema }) => schema.name === table.entity.name)
  const ids = new Set(rows.map(({ row }) => row[key]).filter((id) => typeof id === 'string'))
  const found = await storedIds(source.entities.get(target), [...ids], { ...source, changes })
  const missing = [...ids].filter((id) => !found.has(id))
  const removed = changes.rows.find(({ schema, isRemoved }) => isRemoved && schema.name === target)
  if (missing.length === 0 && removed) {
    return inUse(removed.schema, { entity: table.entity.name, field: key })
  }
  if (missing.length === 0) return appearedMeanwhile(table.entity)

  const failures = missing.map((id) =>
    validationFailure(key, 'reference', { entity: target, id }, (path) => {
      return `${path} ${id} does not exist: there is no such ${target}`
    }),
  )
  return new ValidationError(table.entity.name, failures)
}

function appearedMeanwhile({ name }: EntitySchema): CoreError {
  const sentence = `what a ${name} refers to was stored only just now; try again`
  return new CoreError('database.contention', sentence, { entity: name }, { transient: true })
}

async function storedIds(
  schema: EntitySchema | undefined,
  ids: readonly string[],
  { driver, changes }: ReferenceSource & { readonly changes: Changes },
): Promise<ReadonlySet<string>> {
  const { organizationId } = changes
  if (!schema) return new Set()

  const statement = byIdsStatement({ table: tableOf(schema), organizationId }, ids)
  const { rows } = await driver.query({ role: 'app', organizationId }, statement)
  const found = new Set(rows.map((row) => String(row['id'])))
  for (const change of changes.rows.filter((one) => one.schema.name === schema.name)) {
    if (change.isRemoved) found.delete(change.row.id)
    else found.add(change.row.id)
  }
  return found
}
