/** Decides in process which records belong to a selection, as the database decides it by its condition. */
import { compileEvaluation } from '../../../rule/index.ts'
import type { Row } from '../../flush/changes.ts'
import { crossRefs, type FindBehind, type RowsOf } from '../refs/cross-refs.ts'
import { shapeOf } from '../refs/fact-shape-of.ts'
import type { Selection } from './selection.ts'

/** Takes of these records those that belong to the selection, wherever its page begins. */
export async function matching(
  find: FindBehind,
  { schema, rows }: RowsOf,
  { where, now, crossings, withDeleted }: Selection,
): Promise<readonly Row[]> {
  const listed = withDeleted ? rows : rows.filter((row) => row.deletedAt === null)
  if (!where || listed.length === 0) return listed

  const holds = compileEvaluation(where, { shape: shapeOf(schema) })
  const facts = await crossRefs(find, { schema, rows: listed }, crossings)
  return listed.filter((_, at) => holds(facts[at] ?? {}, { now }))
}
