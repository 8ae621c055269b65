/** Plans how a table that is there becomes what it shall be. */
import { quoteName, timestampFields } from '../../table/index.ts'
import type { TableDesign } from '../design/table-design.ts'
import type { CatalogTable } from './catalog.ts'
import type { Refusal } from '../refusal.ts'
import { fullName } from './create-table.ts'
import { joined, type PartialPlan, type Step } from './plan.ts'
import { planChecks } from './plan-checks.ts'
import { planColumn } from './plan-column.ts'
import { planIndexes } from './plan-indexes.ts'
import { presentName, type Standing } from './standing.ts'

/** Plans the changes of one table, its foreign keys excepted. */
export function planChangedTable(design: TableDesign, found: CatalogTable): PartialPlan {
  const standing = { design, found }
  return joined([
    ...design.columns.map((column) => planColumn(column, standing)),
    { steps: loosenedTimestamps(standing), refusals: droppedColumns(standing) },
    { steps: renamedConstraints(standing) },
    planChecks(standing),
    planIndexes(standing),
  ])
}

function undeclaredColumns(standing: Standing): readonly string[] {
  const { design, found } = standing
  const kept = new Set(design.columns.map(({ name }) => presentName(standing, name)))
  return [...found.columns.keys()].filter((name) => !kept.has(name))
}

const timestampNames = new Set(
  timestampFields.flatMap(({ columns }) => columns.map(({ name }) => name)),
)

// An entity may give up its timestamps: what is known stays, and new records have none.
function loosenedTimestamps(standing: Standing): readonly Step[] {
  const { design, found } = standing
  const required = undeclaredColumns(standing).filter(
    (name) => timestampNames.has(name) && found.columns.get(name)?.isNullable === false,
  )
  return required.map((name) => ({
    risk: 'loosens',
    sql: `alter table ${fullName(design)} alter column ${quoteName(name)} drop not null`,
  }))
}

function droppedColumns(standing: Standing): readonly Refusal[] {
  const { design } = standing
  const dropped = undeclaredColumns(standing).filter((name) => !timestampNames.has(name))
  const table = `${design.schemaName}.${design.tableName}`
  return dropped.map((column) => ({
    table,
    column,
    message: `${table}.${column} is stored and no longer declared, and its values would be lost; declare the field again, or name it as "was" of the field that takes its place`,
  }))
}

function renamedConstraints({ design, found }: Standing): readonly Step[] {
  return [...design.checks, ...design.references].flatMap(({ name, formerName }) => {
    if (!formerName || found.constraints.has(name) || !found.constraints.has(formerName)) return []
    const rename = `rename constraint ${quoteName(formerName)} to ${quoteName(name)}`
    return { risk: 'renames', sql: `alter table ${fullName(design)} ${rename}` }
  })
}
