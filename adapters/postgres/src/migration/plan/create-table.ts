/** Writes the statements that make a table, its checks and its indexes. */
import { quoteName } from '../../table/index.ts'
import { checkCondition } from '../design/check-design.ts'
import type { ColumnDesign } from '../design/column-design.ts'
import type { IndexDesign } from '../design/index-design.ts'
import type { TableDesign } from '../design/table-design.ts'

/** Writes what makes the table. Foreign keys come later, when all tables are there. */
export function createTable(design: TableDesign): readonly string[] {
  const parts = [
    ...design.columns.map((column) => columnClause(column)),
    'primary key ("organization_id", "id")',
    ...design.checks.map(
      (check) =>
        `constraint ${quoteName(check.name)} check (${checkCondition(check, check.columns)})`,
    ),
  ]
  return [
    `create table ${fullName(design)} (\n  ${parts.join(',\n  ')}\n)`,
    ...design.indexes.map((index) => createIndex(design, index)),
  ]
}

/** Writes what makes an index. It is made inside the migration's transaction: writers wait meanwhile. */
export function createIndex(design: TableDesign, index: IndexDesign): string {
  const kind = index.isUnique ? 'unique index' : 'index'
  const condition = index.condition === null ? '' : ` and ${index.condition}`
  return `create ${kind} ${quoteName(index.name)} on ${fullName(design)} (${index.terms})
  where "deleted_at" is null${condition}`
}

/** Writes a column as it stands in a definition. */
export function columnClause({ name, declared, isNullable }: ColumnDesign): string {
  return `${quoteName(name)} ${declared}${isNullable ? '' : ' not null'}`
}

/** Writes the full, quoted name of a table. */
export function fullName({ schemaName, tableName }: TableDesign): string {
  return `${quoteName(schemaName)}.${quoteName(tableName)}`
}
