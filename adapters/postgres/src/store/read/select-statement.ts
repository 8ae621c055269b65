/** Writes the statements that read records: by id, by selection, and how many there are. */
import type { Selection } from '@plinth/core/runtime'
import type { Statement } from '../../driver/index.ts'
import { Joins, toSql } from '../../rule-sql/index.ts'
import type { Table } from '../../table/index.ts'
import { behindCursor } from './behind-cursor.ts'
import { Bindings } from './bindings.ts'
import { orderBy, sortKeys } from './sort-key.ts'

/** A table, and whose records in it. */
export interface Shelf {
  readonly table: Table
  readonly organizationId: string
}

/** Reads records by id, deleted ones included. */
export function byIdsStatement(
  { table, organizationId }: Shelf,
  ids: readonly string[],
): Statement {
  const one = ids.length === 1
  const wanted = one ? `o."id" = $2` : `o."id" = any($2::text[])`
  return {
    text: `select ${table.selectList('o')} from ${table.name} as o
where o."organization_id" = $1 and ${wanted}`,
    values: [organizationId, one ? ids[0] : ids],
  }
}

/** Reads the records of a selection, in its order. */
export function selectStatement(shelf: Shelf, selection: Selection): Statement {
  const { table } = shelf
  const bindings = new Bindings()
  const { conditions, from } = sourceOf(shelf, selection, bindings)
  const keys = sortKeys(table, selection.sort)
  const cut = `order by ${orderBy(keys)} ${pieceOf(selection, bindings)}`
  const list = table.selectList('o')

  const places = selection.after ? behindCursor(keys, selection.after, bindings) : ['']
  const pieces = places.map((place) => {
    const where = [...conditions, ...(place === '' ? [] : [place])].join(' and ')
    return `select ${list} from ${from}\nwhere ${where}\n${cut}`
  })
  return { text: joined(pieces, `select ${list} from`, cut), values: bindings.values }
}

/** Counts the records of a selection, and stops at `cap` when there is one. */
export function countStatement(shelf: Shelf, selection: Selection, cap: number | null): Statement {
  const bindings = new Bindings()
  const { conditions, from } = sourceOf(shelf, selection, bindings)
  const where = conditions.join(' and ')
  const text =
    cap === null
      ? `select count(*) as count from ${from}\nwhere ${where}`
      : `select count(*) as count from (
select from ${from}\nwhere ${where}\nlimit ${bindings.add(cap)}) as counted`
  return { text, values: bindings.values }
}

/** What is read from: the table, joined to those that the condition crosses to; and the condition. */
interface Source {
  readonly from: string
  readonly conditions: readonly string[]
}

// The tenant stands in each statement, beside the policy: either of the two would do.
function sourceOf(
  { table, organizationId }: Shelf,
  { where, withDeleted, now }: Selection,
  bindings: Bindings,
): Source {
  const own = `o."organization_id" = ${bindings.add(organizationId)}`
  const bind = (value: unknown) => bindings.add(value)
  const joins = new Joins()
  const conditions = [
    own,
    ...(withDeleted ? [] : ['o."deleted_at" is null']),
    ...(where ? [toSql(where, { table, alias: 'o', joins, now, bind })] : []),
  ]
  return { conditions, from: `${table.name} as o${joins.text}` }
}

/** How many records `findMany` (50 and one more), `findOne` and `findAll` read. */
const usualLimits = new Set([2, 51, 501])

// A limit in the text lets Postgres plan for it; one in a parameter keeps the texts few.
function pieceOf({ limit, offset }: Selection, bindings: Bindings): string {
  const most = usualLimits.has(limit) ? String(limit) : `${bindings.add(limit)}::bigint`
  return offset === 0 ? `limit ${most}` : `limit ${most} offset ${bindings.add(offset)}::bigint`
}

// Each piece is cut to the page by itself, and the page is cut from them all.
function joined(pieces: readonly string[], outer: string, cut: string): string {
  const [only = ''] = pieces
  if (pieces.length === 1) return only
  return `${outer} (\n(${pieces.join(')\nunion all\n(')})\n) as o\n${cut}`
}
