/** Finds the refs of a refused flush that lead nowhere, and says so field by field. */
import {
  type Changes,
  CoreError,
  type EntitySchema,
  ValidationError,
  validationFailure,
} from '@plinth/core'
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
 * Reads which of the unit's refs under this key lead nowhere. Postgres names no values behind row
 * level security, so they are looked up; the flush has failed by then, and nothing waits for this.
 */
export async function missingReferences(
  { table, key }: BrokenReference,
  changes: Changes,
  source: ReferenceSource,
): Promise<CoreError> {
  const target = table.fields.get(key)?.schema?.refEntity ?? ''
  const rows = changes.rows.filter(({ schema }) => schema === table.entity)
  const ids = new Set(rows.map(({ row }) => row[key]).filter((id) => typeof id === 'string'))
  const found = await storedIds(source.entities.get(target), [...ids], { ...source, changes })
  const missing = [...ids].filter((id) => !found.has(id))
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
  const own = changes.rows.filter((change) => change.schema.name === schema?.name)
  if (!schema) return new Set()

  const statement = byIdsStatement({ table: tableOf(schema), organizationId }, ids)
  const { rows } = await driver.query({ role: 'app', organizationId }, statement)
  return new Set([...rows.map((row) => String(row['id'])), ...own.map(({ row }) => row.id)])
}
