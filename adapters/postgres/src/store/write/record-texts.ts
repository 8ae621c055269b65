/** The SQL that writes the records of one table: few texts, so that each stays prepared. */
import { batchList, batchSource, type Column, quoteText, type Table } from '../../table/index.ts'

/** A column and the key whose value goes into it. */
export interface Cell {
  readonly key: string
  readonly column: Column
}

/** The texts of a table. */
export interface RecordTexts {
  /** All columns, in the order of the insert. */
  readonly cells: readonly Cell[]
  /** The columns of a change: all but a record's identity and its birth. */
  readonly changeable: readonly Cell[]
  readonly insertOne: string
  readonly insertMany: string
  readonly updateOne: string
  readonly updateMany: string
  readonly removeMany: string
  readonly partMany: string
  readonly assertShared: string
  readonly assertLocked: string
  readonly assertHeld: string
}

/** Finds the texts of a table; they are written once. */
export function recordTexts(table: Table): RecordTexts {
  const known = textsByTable.get(table)
  if (known) return known

  const texts = write(table)
  textsByTable.set(table, texts)
  return texts
}

const textsByTable = new WeakMap<Table, RecordTexts>()
const fixedKeys = new Set(['id', 'organizationId', 'createdAt'])

function write(table: Table): RecordTexts {
  const cells = [...table.fields.values()].flatMap(({ key, columns }) =>
    columns.map((column) => ({ key, column })),
  )
  const changeable = cells.filter(({ key }) => !fixedKeys.has(key))
  const list = cells.map(({ column }) => column.quoted).join(', ')
  return {
    cells,
    changeable,
    insertOne: `insert into ${table.name} (${list}) values (${cells.map((_, at) => `$${at + 1}`).join(', ')})`,
    insertMany: `insert into ${table.name} (${list})
select ${batchList(table, 'b')} from ${batchSource(table, 'b')}`,
    updateOne: updateOne(table, changeable),
    updateMany: updateMany(table, list),
    removeMany: removeMany(table),
    partMany: partMany(table),
    assertShared: assertion(table, 'share'),
    assertLocked: assertion(table, 'no key update'),
    assertHeld: assertion(table, 'update'),
  }
}

// in: $1 organization, $2 id, $3 expected version, then the values; out: nothing, or it raises
// locks: the record
function updateOne(table: Table, cells: readonly Cell[]): string {
  const values = cells.map(({ column }, at) => `${column.quoted} = $${at + 4}`)
  return `with changed as (
update ${table.name} set ${values.join(', ')}
where "organization_id" = $1 and "id" = $2 and "version" = $3 returning 1)
select ${refusal(table, '$2', '$3')} where not exists (select from changed)`
}

// in: $1 organization, then the batch; the versions have been asserted and the records locked
function updateMany(table: Table, list: string): string {
  return `update ${table.name} as o set (${list}) = row(${batchList(table, 'b')})
from ${batchSource(table, 'b', 2)}
where o."organization_id" = $1 and o."id" = b."id"`
}

// in: $1 organization, $2 ids; the versions have been asserted and the records locked
function removeMany(table: Table): string {
  return `delete from ${table.name} where "organization_id" = $1 and "id" = any($2::text[])`
}

// Takes records out of the unique indexes, which hold active ones, until they get their new values.
// in: $1 organization, $2 ids; the versions have been asserted and the records locked
function partMany(table: Table): string {
  return `update ${table.name} set "deleted_at" = coalesce("deleted_at", 'epoch')
where "organization_id" = $1 and "id" = any($2::text[])`
}

// in: $1 organization, $2 ids, $3 expected versions; out: nothing, or it raises
// locks: the records, in the order of their ids
function assertion(table: Table, lock: 'share' | 'no key update' | 'update'): string {
  return `with held as (
select "id", "version" from ${table.name}
where "organization_id" = $1 and "id" = any($2::text[]) order by "id" for ${lock})
select ${refusal(table, 'e.id', 'e.version')}
from unnest($2::text[], $3::integer[]) as e(id, version)
where not exists (select from held as h where h."id" = e.id and h."version" = e.version)`
}

function refusal({ entity, name }: Table, id: string, expected: string): string {
  const values = [quoteText(entity.name), quoteText(name), '$1', id, expected]
  return `plinth.refuse_stale(${values.join(', ')})`
}
