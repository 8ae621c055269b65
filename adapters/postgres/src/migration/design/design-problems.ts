/** Finds what no table can be made of: said before anything is touched. */
import type { EntitySchema } from '@plinth/core'
import { type Table, tableOf } from '../../table/index.ts'
import type { Refusal } from '../refusal.ts'

/** Lists every problem of the entities' tables. */
export function designProblems(entities: readonly EntitySchema[]): readonly Refusal[] {
  const tables = entities.map(tableOf)
  return [
    ...tables.flatMap(reservedSchema),
    ...sharedTables(tables),
    ...tables.flatMap(sharedColumns),
    ...tables.flatMap(uniqueLists),
  ]
}

function reservedSchema({ schemaName, tableName, entity }: Table): readonly Refusal[] {
  const isReserved = /^(pg_.*|plinth|public|information_schema)$/.test(schemaName)
  if (!isReserved) return []
  const message = `module "${entity.namespace}" takes a name that the database has for itself; choose another id`
  return [{ table: `${schemaName}.${tableName}`, column: null, message }]
}

function sharedTables(tables: readonly Table[]): readonly Refusal[] {
  const first = new Map<string, Table>()
  return tables.flatMap((table) => {
    const other = first.get(table.name)
    first.set(table.name, other ?? table)
    if (!other) return []
    const message = `${table.entity.name} and ${other.entity.name} would share the table ${table.name}; give one another "plural"`
    return [{ table: `${table.schemaName}.${table.tableName}`, column: null, message }]
  })
}

function sharedColumns(table: Table): readonly Refusal[] {
  const owners = new Map([[table.extension.name, 'custom fields']])
  const refusals: Refusal[] = []
  for (const { key, columns } of table.fields.values()) {
    for (const { name } of columns) {
      const other = owners.get(name)
      owners.set(name, other ?? key)
      if (other === undefined) continue
      const message = `${table.entity.name}.${key} would share the column ${name} with ${other}; give the field another key`
      refusals.push({ table: `${table.schemaName}.${table.tableName}`, column: name, message })
    }
  }
  return refusals
}

const composite = new Set(['ref[]', 'json', 'geo.point', 'geo.polygon', 'geo.linestring', 'list'])

function uniqueLists(table: Table): readonly Refusal[] {
  const keys = new Set([...table.uniques.values()].flat())
  return [...table.fields.values()].flatMap(({ key, type, columns: [column] }) => {
    if (!keys.has(key) || !composite.has(type)) return []
    const message = `${table.entity.name}.${key} is of type ${type}, which cannot be unique; take "unique" away`
    return [{ table: `${table.schemaName}.${table.tableName}`, column: column.name, message }]
  })
}
