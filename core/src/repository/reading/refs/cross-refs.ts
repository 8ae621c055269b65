/** Puts the records behind refs beside the fields that name them, in one query a ref and level. */
import type { EntitySchema } from '../../../entity/index.ts'
import type { Row } from '../../flush/changes.ts'
import { type CrossedRef, crossedRefs } from './crossing-name.ts'

/** The refs to cross, and from the records behind each of them on: `{ customer: { region: {} } }`. */
export interface CrossingTree {
  readonly [name: string]: CrossingTree
}

/** Finds the active records of an entity that hold one of these values under a key. */
export type FindBehind = (
  schema: EntitySchema,
  key: string,
  values: readonly string[],
) => Promise<readonly Row[]>

/** Records of one entity. */
export interface RowsOf {
  readonly schema: EntitySchema
  readonly rows: readonly Row[]
}

/** The part of a path that leads from one record to another. */
interface LoadedPath {
  readonly segments: readonly { readonly name: string; readonly isLoaded: boolean }[]
}

/**
 * Copies records with what stands behind their refs: a record, or null where there is none or it is
 * deleted; behind a `ref[]` the list of those that are there, in its order.
 */
export async function crossRefs(
  find: FindBehind,
  { schema, rows }: RowsOf,
  tree: CrossingTree,
): Promise<readonly Row[]> {
  const crossed = crossedRefs(schema).filter(({ name }) => Object.hasOwn(tree, name))
  if (crossed.length === 0 || rows.length === 0) return rows

  const behind = await Promise.all(
    crossed.map((ref) => recordsBehind(find, { ref, rows }, tree[ref.name] ?? {})),
  )
  return rows.map((row) => {
    const parts = crossed.map((ref, at) => [ref.name, standing(row, ref, behind[at])] as const)
    return { ...row, ...Object.fromEntries(parts) }
  })
}

/** Collects the refs that paths cross, read from the record itself or from below a root. */
export function crossingsOf(paths: readonly LoadedPath[], root?: string): CrossingTree {
  const ways = paths.flatMap(({ segments }) => {
    if (root !== undefined && segments[0]?.name !== root) return []
    const below = root === undefined ? segments : segments.slice(1)
    return [below.filter(({ isLoaded }) => isLoaded).map(({ name }) => name)]
  })
  return crossingTree(ways)
}

/** Joins ways, each the names of the refs that it crosses one after the other. */
export function crossingTree(ways: readonly (readonly string[])[]): CrossingTree {
  const tree: Record<string, CrossingTree> = {}
  for (const way of ways) grow(tree, way)
  return tree
}

function grow(tree: Record<string, CrossingTree>, [first, ...rest]: readonly string[]): void {
  if (first === undefined) return
  const branch: Record<string, CrossingTree> = { ...tree[first] }
  grow(branch, rest)
  tree[first] = branch
}

interface RefOf {
  readonly ref: CrossedRef
  readonly rows: readonly Row[]
}

async function recordsBehind(
  find: FindBehind,
  { ref, rows }: RefOf,
  further: CrossingTree,
): Promise<ReadonlyMap<unknown, Row>> {
  const { target, targetKey } = ref
  const values = [...new Set(rows.flatMap((row) => valuesIn(row[ref.field.key])))]
  if (values.length === 0) return new Map()

  const found = await find(target, targetKey, values)
  const complete = await crossRefs(find, { schema: target, rows: found }, further)
  return new Map(complete.map((row) => [row[targetKey], row]))
}

function standing(
  row: Row,
  { field, isMany }: CrossedRef,
  behind: ReadonlyMap<unknown, Row> | undefined,
): unknown {
  const records = valuesIn(row[field.key]).flatMap((value) => behind?.get(value) ?? [])
  return isMany ? records : (records[0] ?? null)
}

function valuesIn(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.filter((item): item is string => typeof item === 'string')
}
