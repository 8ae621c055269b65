/** Loads what a rule reads beyond the record itself: the records behind the refs that it crosses. */
import type { EntitySchema } from '../entity/index.ts'
import { crossingName, type Row } from '../repository/index.ts'
import type { FieldSchema } from '../schema/index.ts'

/** Reads records of an entity by id. */
export type RecordsById = (schema: EntitySchema, ids: readonly string[]) => Promise<readonly Row[]>

/** Where the records behind refs come from. */
export interface FactSource {
  readonly schemas: ReadonlyMap<string, EntitySchema>
  readonly recordsById: RecordsById
}

/** The names of refs to cross from a record, and from each of those on: `{ customer: {} }`. */
export interface CrossingTree {
  readonly [name: string]: CrossingTree
}

/** The part of a path that leads from one record to another. */
interface LoadedPath {
  readonly segments: readonly { readonly name: string; readonly isLoaded: boolean }[]
}

/** Collects the refs that paths below a root cross. */
export function crossingsBelow(root: string, paths: readonly LoadedPath[]): CrossingTree {
  const tree: Record<string, CrossingTree> = {}
  for (const { segments } of paths) {
    if (segments[0]?.name !== root) continue
    const refs = segments.slice(1).filter((segment) => segment.isLoaded)
    grow(
      tree,
      refs.map((segment) => segment.name),
    )
  }
  return tree
}

/** Puts the records behind the refs beside a record's own fields; null where there is none. */
export async function withCrossings(
  source: FactSource,
  { schema, row }: { readonly schema: EntitySchema; readonly row: Row },
  tree: CrossingTree,
): Promise<Readonly<Record<string, unknown>>> {
  const facts: Record<string, unknown> = { ...row }
  for (const field of schema.fields) {
    const name = crossingName(field)
    const further = name === null ? undefined : tree[name]
    if (name && further)
      facts[name] = await behind(source, { field, value: row[field.key] }, further)
  }
  return facts
}

interface RefValue {
  readonly field: FieldSchema
  readonly value: unknown
}

async function behind(
  source: FactSource,
  { field, value }: RefValue,
  further: CrossingTree,
): Promise<unknown> {
  const schema = source.schemas.get(field.refEntity ?? '')
  if (!schema) return null

  const rows = await source.recordsById(schema, idsIn(value))
  const facts = await Promise.all(
    rows.map((row) => withCrossings(source, { schema, row }, further)),
  )
  return field.type === 'ref[]' ? facts : (facts[0] ?? null)
}

function idsIn(value: unknown): readonly string[] {
  const ids: readonly unknown[] = Array.isArray(value) ? value : [value]
  return ids.filter((id): id is string => typeof id === 'string')
}

function grow(tree: Record<string, CrossingTree>, [first, ...rest]: readonly string[]): void {
  if (first === undefined) return
  const branch: Record<string, CrossingTree> = { ...tree[first] }
  grow(branch, rest)
  tree[first] = branch
}
