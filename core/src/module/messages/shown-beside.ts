/** Bounds what an answer shows beside its records: each record behind a ref, as often as it stands there. */
import type { EntitySchema } from '../../entity/index.ts'
import { CoreError } from '../../errors/index.ts'
import { type CrossingTree, inclusionOf, type Row } from '../../repository/index.ts'

/** The most records that one answer shows beside those that were asked for. */
const mostShownBeside = 10_000

/**
 * Lets records pass, with what was included.
 *
 * @throws CoreError `repository.too-much` when an answer would show too much beside them: a record that
 * many refer to is read once and written out for each of them.
 */
export function showable<Read extends Row | readonly Row[]>(
  schema: EntitySchema,
  include: readonly string[],
  read: Read,
): Read {
  const { tree } = inclusionOf(schema, include)
  const count = besideAll(recordsIn(read), tree, new Map())
  if (count > mostShownBeside) throw tooMuchBeside(schema, count)
  return read
}

function tooMuchBeside({ name, plural }: EntitySchema, count: number): CoreError {
  return new CoreError(
    'repository.too-much',
    `${count} records would be shown beside the ${plural}; at most ${mostShownBeside} are: take smaller pages, or include less`,
    { entity: name, count, most: mostShownBeside },
  )
}

/** What stands beside records that were counted already: many refer to the same ones. */
type Counted = Map<Row, number>

function besideAll(rows: readonly Row[], tree: CrossingTree, counted: Counted): number {
  let count = 0
  for (const row of rows) count += besideOne(row, tree, counted)
  return count
}

function besideOne(row: Row, tree: CrossingTree, counted: Counted): number {
  const known = counted.get(row)
  if (known !== undefined) return known

  let count = 0
  for (const [name, further] of Object.entries(tree)) {
    const behind = recordsIn(row[name])
    count += behind.length
    if (Object.keys(further).length > 0) count += besideAll(behind, further, counted)
  }
  counted.set(row, count)
  return count
}

function recordsIn(value: unknown): readonly Row[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.filter(isRow)
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null
}
