/** Works out the computed fields of records that were read. */
import type { ComputedField, EntitySchema } from '../../entity/index.ts'
import { CoreError } from '../../errors/index.ts'
import type { Row } from '../flush/changes.ts'

/**
 * Returns the records with their computed fields; the same ones where the entity has none.
 *
 * @throws CoreError `entity.computed-failed` when a function throws, naming the field and the record.
 */
export function withComputed(schema: EntitySchema, rows: readonly Row[]): readonly Row[] {
  if (schema.computedFields.length === 0) return rows
  return rows.map((row) => completed(schema, row))
}

/** Returns a record with its computed fields. @throws CoreError `entity.computed-failed` */
export function completed(schema: EntitySchema, row: Row): Row {
  if (schema.computedFields.length === 0) return row
  return { ...row, ...computedValues(schema, row) }
}

/** Works out the computed fields of one record, each from what is stored of it. */
export function computedValues(schema: EntitySchema, row: Row): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    schema.computedFields.map((field) => [field.key, valueOf(schema, field, row)]),
  )
}

function valueOf({ name }: EntitySchema, { key, computed }: ComputedField, row: Row): unknown {
  try {
    return computed(row) ?? null
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : typeof cause
    throw new CoreError(
      'entity.computed-failed',
      `the computed field ${name}.${key} failed on ${row.id}: ${reason}`,
      { entity: name, field: key, id: row.id },
      { cause },
    )
  }
}
