/** The name under which rules, includes and joins go on from a ref to the record behind it. */
import type { EntitySchema } from '../../../entity/index.ts'
import type { FieldSchema } from '../../../schema/index.ts'

/**
 * Names what a ref leads to: `customerId` → `customer`, `tagIds` → `tags`, and of a ref that holds the
 * `code` of its target, `customerCode` → `customer`. Null where the key does not say so.
 */
export function crossingName({ key, type, refField = 'id' }: FieldSchema): string | null {
  const ending = refField.charAt(0).toUpperCase() + refField.slice(1)
  if (type === 'ref' && key.endsWith(ending)) return key.slice(0, -ending.length) || null
  if (type !== 'ref[]' || !key.endsWith(`${ending}s`)) return null
  return key === `${ending}s` ? null : `${key.slice(0, -ending.length - 1)}s`
}

/** A ref that may be crossed. */
export interface CrossedRef {
  /** `customer`. */
  readonly name: string
  readonly field: FieldSchema
  /** The entity behind it, of the same module. */
  readonly target: EntitySchema
  /** The key of the target that the ref holds: `id` unless the field says otherwise. */
  readonly targetKey: string
  /** Whether it leads to several records. */
  readonly isMany: boolean
}

/** Lists the refs of an entity that may be crossed. */
export function crossedRefs(schema: EntitySchema): readonly CrossedRef[] {
  const known = refsBySchema.get(schema)
  if (known) return known

  const refs = schema.storedFields.flatMap((field) => crossedRef(schema, field))
  refsBySchema.set(schema, refs)
  return refs
}

const refsBySchema = new WeakMap<EntitySchema, readonly CrossedRef[]>()

function crossedRef(schema: EntitySchema, field: FieldSchema): readonly CrossedRef[] {
  const name = crossingName(field)
  const target = name === null ? undefined : schema.crossed(field)
  if (name === null || !target) return []
  return [
    { name, field, target, targetKey: field.refField ?? 'id', isMany: field.type === 'ref[]' },
  ]
}
