/** Which refs the database itself keeps: those to entities of the same module. */
import { quoteName, referenceName, type Table } from '../../table/index.ts'

/** A foreign key as it shall be: from a ref, with its organization, to the id of another table. */
export interface ReferenceDesign {
  readonly name: string
  readonly formerName: string | null
  readonly column: string
  /** The full, quoted name of the table that it leads to. */
  readonly target: string
}

/**
 * Designs the foreign keys of a table. A ref into another module has none: modules meet through
 * their fronts alone. A ref[] has none: Postgres knows none for arrays. Nor has one that holds another
 * field than the id: values unique among active records are no target of a key.
 */
export function referencesOf(
  table: Table,
  tables: ReadonlyMap<string, Table>,
): readonly ReferenceDesign[] {
  return [...table.fields.values()].flatMap(({ key, type, schema, columns: [column] }) => {
    const isById = type === 'ref' && (schema?.refField ?? 'id') === 'id'
    const target = isById ? tables.get(schema?.refEntity ?? '') : undefined
    if (target?.schemaName !== table.schemaName) return []

    const was = schema?.was
    return {
      name: referenceName(table.tableName, key),
      formerName: was === undefined ? null : referenceName(table.tableName, was),
      column: column.name,
      target: target.name,
    }
  })
}

/**
 * Writes a foreign key. It is checked at the commit: a unit of work may write a record before the
 * one it refers to, and two that refer to each other.
 */
export function referenceClause({ name, column, target }: ReferenceDesign): string {
  return `constraint ${quoteName(name)} foreign key ("organization_id", ${quoteName(column)})
  references ${target} ("organization_id", "id") deferrable initially deferred`
}
