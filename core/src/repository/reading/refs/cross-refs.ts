/** Puts the records behind refs beside the fields that name them, in one query a ref and level. */
import type { EntitySchema } from '../../../entity/index.ts'
import { CoreError } from '../../../errors/index.ts'
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
  /** How many records may be put behind one ref of these, each as often as it stands there. Default: any number. */
  readonly mostPlaced?: number
}

/** The part of a path that leads from one record to another. */
interface LoadedPath {
  readonly segments: readonly { readonly name: string; readonly isLoaded: boolean }[]
}

/**
 * Copies records with what stands behind their refs: a record, or null where there is none or it is
 * deleted; behind a `ref[]` the list of those that are there, in its order.
 *
 * @throws CoreError `repository.too-much` when more would be put behind a ref than may be.
 */
export async function crossRefs(
  find: FindBehind,
  { schema, rows, ...bounds }: RowsOf,
  tree: CrossingTree,
): Promise<readonly Row[]> {
  const crossed = crossedRefs(schema).filter(({ name }) => Object.hasOwn(tree, name))
  if (crossed.length === 0 || rows.length === 0) return rows

  const behind = await Promise.all(
    crossed.map((ref) => recordsBehind(find, { ref, rows, ...bounds }, tree[ref.name] ?? {})),
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

interface RefOf extends Omit<RowsOf, 'schema'> {
  readonly ref: CrossedRef
}

async function recordsBehind(
  find: FindBehind,
  { ref, rows, ...bounds }: RefOf,
  further: CrossingTree,
): Promise<ReadonlyMap<unknown, Row>> {
  const { target, targetKey } = ref
  const named = rows.flatMap((row) => valuesIn(row[ref.field.key]))
  if (named.length === 0) return new Map()

  const { mostPlaced = Number.POSITIVE_INFINITY } = bounds
  if (named.length > mostPlaced) throw tooMuch(target, { count: named.length, most: mostPlaced })
  const found = await find(target, targetKey, [...new Set(named)])
  const complete = await crossRefs(find, { schema: target, rows: found, ...bounds }, further)
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

/** How many records there would be, and how many there may be. */
export interface Excess {
  readonly count: number
  readonly most: number
}

/** Makes the error of a read that leads to more records of an entity than are held at once. */
export function tooMuch({ name }: EntitySchema, { count, most }: Excess): CoreError {
  return new CoreError(
    'repository.too-much',
    `${count} records of ${name} would have to be read at once; at most ${most} are: take smaller pages`,
    { entity: name, count, most },
  )
}
