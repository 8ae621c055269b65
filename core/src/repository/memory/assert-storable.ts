/** What must hold of the rows of a unit of work before they are stored, as a real database's constraints see to it. */
import type { EntitySchema } from '../../entity/index.ts'
import type { Changes, Row, RowChange, Witness } from '../flush/changes.ts'
import { duplicate, idUsed, inUse, stale } from '../flush/conflict.ts'
import { uniqueKeys } from '../record/unique-keys.ts'

/** What is stored of one organization. */
export interface StoredRows {
  readonly table: (schema: EntitySchema) => ReadonlyMap<string, Row>
  /** The entities of the database, whose refs count. */
  readonly schemas: readonly EntitySchema[]
  /** Whether anything was told of a record with this id. */
  readonly isTold: (id: string) => boolean
}

/** Asserts versions, ids and unique values. @throws ConflictError for the first that stands in the way. */
export function assertStorable(changes: Changes, stored: StoredRows): void {
  const { rows, witnesses, chosen = [] } = changes
  for (const witness of witnesses) assertVersion(stored, witness)
  for (const change of rows) assertExpected(stored, change)
  for (const { schema, id } of chosen) if (stored.isTold(id)) throw idUsed(schema, id)
  assertUnique(stored, rows)
}

/** Asserts as foreign keys do that no ref of the module leads to what is removed. @throws ConflictError */
export function assertUnused({ rows }: Changes, stored: StoredRows): void {
  for (const change of rows) if (change.isRemoved) assertNotReferred(stored, change, rows)
}

/** Changes a table as a row says. */
export function applyTo(table: Map<string, Row>, { row, isRemoved }: RowChange): void {
  if (isRemoved) table.delete(row.id)
  else table.set(row.id, row)
}

function assertVersion({ table }: StoredRows, { schema, id, version }: Witness): void {
  const actual = table(schema).get(id)?.version ?? 0
  if (actual !== version) throw stale(schema, id, { expected: version, actual })
}

function assertExpected({ table }: StoredRows, { schema, row, expected }: RowChange): void {
  const found = table(schema).get(row.id)
  if (expected === null && found) throw duplicate(schema, ['id'])
  if (expected !== null && found?.version !== expected) {
    throw stale(schema, row.id, { expected, actual: found?.version ?? 0 })
  }
}

function assertUnique(stored: StoredRows, changes: readonly RowChange[]): void {
  for (const schema of new Set(changes.map((change) => change.schema))) {
    const active = [...after(stored, schema, changes).values()].filter(isActive)
    for (const keys of uniqueKeys(schema)) assertDistinct(schema, keys, active)
  }
}

function isActive({ deletedAt }: Row): boolean {
  return deletedAt === null
}

function assertDistinct(schema: EntitySchema, keys: readonly string[], rows: readonly Row[]): void {
  const seen = new Set<string>()
  for (const row of rows) {
    const values = keys.map((key) => row[key] ?? null)
    if (values.includes(null)) continue
    const text = JSON.stringify(values)
    if (seen.has(text)) throw duplicate(schema, keys)
    seen.add(text)
  }
}

// Refs inside a module, those of deleted records too.
function assertNotReferred(
  stored: StoredRows,
  { schema, row }: RowChange,
  changes: readonly RowChange[],
): void {
  for (const other of stored.schemas) {
    if (other.namespace !== schema.namespace) continue
    const refs = other.fields.filter((f) => f.type === 'ref' && f.refEntity === schema.name)
    if (refs.length === 0) continue
    const rows = [...after(stored, other, changes).values()]
    const used = refs.find(({ key }) => rows.some((record) => record[key] === row.id))
    if (used) throw inUse(schema, { entity: other.name, field: used.key })
  }
}

/** The table as the changes would leave it. */
function after(
  { table }: StoredRows,
  schema: EntitySchema,
  changes: readonly RowChange[],
): ReadonlyMap<string, Row> {
  const rows = new Map(table(schema))
  for (const change of changes) if (change.schema.name === schema.name) applyTo(rows, change)
  return rows
}
