/** Reads the tables that are there from Postgres' own catalog. */
import type { SqlDriver, SqlRow, Statement } from '../../driver/index.ts'

/** A column that is there. */
export interface CatalogColumn {
  /** As `format_type` prints it. */
  readonly type: string
  readonly collation: string | null
  readonly isNullable: boolean
}

/** A table that is there. */
export interface CatalogTable {
  readonly schemaName: string
  readonly tableName: string
  readonly owner: string
  /** Whether the work role may remove rows: it could not in the first versions. */
  readonly mayDelete: boolean
  readonly columns: ReadonlyMap<string, CatalogColumn>
  /** Foreign keys and checks by name, each as `pg_get_constraintdef` prints it. */
  readonly constraints: ReadonlyMap<string, string>
  /** Indexes by name, without those of constraints, each as `pg_get_indexdef` prints it. */
  readonly indexes: ReadonlyMap<string, string>
}

/** What is there. */
export interface Catalog {
  /** The owners of the schemas that exist, by the schema's name. */
  readonly schemas: ReadonlyMap<string, string>
  /** By `schema.table`. */
  readonly tables: ReadonlyMap<string, CatalogTable>
  /** The number of the last migration that was applied; 0 before the first. */
  readonly lastMigration: number
}

/** Reads what is there in these schemas. */
export async function readCatalog(
  driver: SqlDriver,
  schemaNames: readonly string[],
): Promise<Catalog> {
  const statements: readonly Statement[] = [
    { text: schemasQuery, values: [schemaNames] },
    { text: tablesQuery, values: [schemaNames, driver.roles.app] },
    { text: lastMigrationQuery },
  ]
  const [schemas, tables, last] = await driver.transact({ role: 'owner' }, statements)
  const found = (tables?.rows ?? []).map(tableFrom)
  return {
    schemas: new Map(schemas?.rows.map((row) => [String(row['name']), String(row['owner'])])),
    tables: new Map(found.map((table) => [`${table.schemaName}.${table.tableName}`, table])),
    lastMigration: Number(last?.rows[0]?.['id'] ?? 0),
  }
}

// in: $1 text[] names; out: those schemas that exist; locks: none
const schemasQuery = `
  select n.nspname as name, pg_get_userbyid(n.nspowner) as owner
  from pg_namespace n
  where n.nspname = any($1::text[])`

// in: $1 text[] names of schemas, $2 the work role; out: a row for each table in them; locks: none
const tablesQuery = `
  select n.nspname as schema_name, c.relname as table_name, pg_get_userbyid(c.relowner) as owner,
    has_table_privilege($2::text, c.oid, 'delete') as may_delete,
    coalesce((
      select jsonb_object_agg(a.attname, jsonb_build_object(
        'type', format_type(a.atttypid, a.atttypmod),
        'collation', (select l.collname from pg_collation l where l.oid = a.attcollation),
        'isNullable', not a.attnotnull))
      from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    ), '{}') as columns,
    coalesce((
      select jsonb_object_agg(k.conname, pg_get_constraintdef(k.oid))
      from pg_constraint k
      where k.conrelid = c.oid and k.contype in ('c', 'f')
    ), '{}') as constraints,
    coalesce((
      select jsonb_object_agg(i.relname, pg_get_indexdef(i.oid))
      from pg_index x join pg_class i on i.oid = x.indexrelid
      where x.indrelid = c.oid and not exists (
        select from pg_constraint k
        where k.conindid = i.oid and k.contype in ('p', 'u', 'x'))
    ), '{}') as indexes
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any($1::text[]) and c.relkind in ('r', 'p')`

const lastMigrationQuery = 'select coalesce(max(id), 0) as id from plinth.migrations'

function tableFrom(row: SqlRow): CatalogTable {
  return {
    schemaName: String(row['schema_name']),
    tableName: String(row['table_name']),
    owner: String(row['owner']),
    mayDelete: row['may_delete'] === true,
    columns: new Map(entriesOf(row['columns']).map(([name, value]) => [name, columnFrom(value)])),
    constraints: textsFrom(row['constraints']),
    indexes: textsFrom(row['indexes']),
  }
}

function columnFrom(value: unknown): CatalogColumn {
  const known = new Map(entriesOf(value))
  const collation = known.get('collation')
  return {
    type: String(known.get('type')),
    collation: typeof collation === 'string' ? collation : null,
    isNullable: known.get('isNullable') === true,
  }
}

function textsFrom(value: unknown): ReadonlyMap<string, string> {
  return new Map(entriesOf(value).map(([name, text]) => [name, String(text)]))
}

function entriesOf(value: unknown): readonly [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}
