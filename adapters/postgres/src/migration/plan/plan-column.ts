/** Plans one column of a table that is there. */
import { quoteName } from '../../table/index.ts'
import type { ColumnDesign } from '../design/column-design.ts'
import type { Refusal } from '../refusal.ts'
import type { CatalogColumn } from './catalog.ts'
import { columnClause, fullName } from './create-table.ts'
import { joined, type PartialPlan } from './plan.ts'
import { presentName, type Standing } from './standing.ts'

/** Plans what makes the column what it shall be: nothing, a new one, another name, or other bounds. */
export function planColumn(column: ColumnDesign, standing: Standing): PartialPlan {
  const present = presentName(standing, column.name)
  const found = present === null ? undefined : standing.found.columns.get(present)
  if (present === null || !found) return addColumn(column, standing)
  if (!isSameType(column, found)) return { refusals: [typeChanged(column, found, standing)] }

  return joined([
    present === column.name ? {} : renameColumn(column, present, standing),
    planNull(column, { ...found, present }, standing),
  ])
}

function addColumn(column: ColumnDesign, { design }: Standing): PartialPlan {
  const table = fullName(design)
  const add = `alter table ${table} add column ${columnClause(column)}`
  if (column.isNullable) return { steps: [{ risk: 'adds', sql: add }] }
  if (column.fill !== null) {
    const forget = `alter table ${table} alter column ${quoteName(column.name)} drop default`
    return {
      steps: [
        { risk: 'tightens', sql: `${add} default ${column.fill}` },
        { risk: 'tightens', sql: forget },
      ],
    }
  }
  const advice =
    'is required, and the records that are there have no value for it; give it a default, or make it optional'
  return {
    steps: [{ risk: 'tightens', sql: add }],
    doubts: [{ sql: `exists (select from ${table})`, refusal: refusal(design, column, advice) }],
  }
}

function renameColumn(column: ColumnDesign, present: string, { design }: Standing): PartialPlan {
  const rename = `rename column ${quoteName(present)} to ${quoteName(column.name)}`
  return { steps: [{ risk: 'renames', sql: `alter table ${fullName(design)} ${rename}` }] }
}

function planNull(
  column: ColumnDesign,
  found: CatalogColumn & { readonly present: string },
  { design }: Standing,
): PartialPlan {
  if (column.isNullable === found.isNullable) return {}

  const table = fullName(design)
  const alter = `alter table ${table} alter column ${quoteName(column.name)}`
  if (column.isNullable) return { steps: [{ risk: 'loosens', sql: `${alter} drop not null` }] }

  const advice =
    'is required now, and some records have no value in it; give them one, or leave it optional'
  return {
    steps: [{ risk: 'tightens', sql: `${alter} set not null` }],
    doubts: [
      {
        sql: `exists (select from ${table} where ${quoteName(found.present)} is null)`,
        refusal: refusal(design, column, advice),
      },
    ],
  }
}

function isSameType({ type, collation }: ColumnDesign, found: CatalogColumn): boolean {
  return type === found.type && collation === (found.collation === 'C' ? 'C' : null)
}

function typeChanged(column: ColumnDesign, found: CatalogColumn, { design }: Standing): Refusal {
  const stored = found.collation ? `${found.type} collate "${found.collation}"` : found.type
  const advice = `is stored as ${stored} and declared as ${column.declared}; declare a field with another key, and move the values`
  return refusal(design, column, advice)
}

function refusal(
  { schemaName, tableName }: Standing['design'],
  { name }: ColumnDesign,
  advice: string,
): Refusal {
  const table = `${schemaName}.${tableName}`
  return { table, column: name, message: `${table}.${name} ${advice}` }
}
