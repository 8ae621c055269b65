/** Plans one field: whether it can come from a file, where from, and how its texts are read. */
import type { FieldSchema } from '@plinth/core'
import type { Source } from '../map/import-map.ts'
import { type ReadValue, valueReader } from '../value/read-value.ts'
import type { PlanDraft } from './plan-draft.ts'
import { planSource } from './plan-source.ts'
import type { FieldPlan, ReferenceTarget } from './row-plan.ts'

/** Plans a field of the map; undefined, with the mistakes noted, when that is not possible. */
export function planField(draft: PlanDraft, key: string, source: Source): FieldPlan | undefined {
  const { schema, mistakes } = draft
  const field = schema.fieldByKey.get(key)
  if (!field) {
    const known = [...schema.fieldByKey.keys()]
    mistakes.unknown('fields', { what: `field of ${schema.name}`, name: key, known })
    return undefined
  }

  for (const sentence of impossibilities(draft, field, source)) {
    mistakes.add(`fields.${key}`, sentence)
  }
  const reference = field.type === 'ref' ? referenceTarget(draft, field, source) : null
  const cells = planSource(draft, key, source)
  if (!cells) return undefined
  return { field, source: cells, read: readerOf(field, source, reference), reference }
}

/** Tells whether records can be recognised by the field alone. */
export function isKnownBy({ unique = false, type }: FieldSchema): boolean {
  return unique && (type === 'string' || type === 'number')
}

function impossibilities(
  { schema, map }: PlanDraft,
  { key, type }: FieldSchema,
  { currency, ref, product }: Source,
): readonly string[] {
  const rules: readonly (readonly [boolean, string])[] = [
    [type === 'ref[]' || type === 'list', 'is a list, which cannot be read from a file'],
    [type !== 'money' && currency !== undefined, 'is no money, so it takes no "currency"'],
    [type !== 'ref' && ref !== undefined, 'refers to no other entity, so it takes no "ref"'],
    [type !== 'money' && type !== 'number' && product !== undefined, 'cannot be a product'],
    [schema.driven.has(key) && map.history !== true, drivenRule],
  ]
  return rules.flatMap(([isBroken, sentence]) => (isBroken ? [sentence] : []))
}

const drivenRule =
  'is driven by a state machine; a map with "history": true may set it, to bring records in as they were'

function referenceTarget(
  { entities, mistakes }: PlanDraft,
  { key, refEntity }: FieldSchema,
  { ref }: Source,
): ReferenceTarget | null {
  const schema = entities.find(({ name }) => name === refEntity)
  if (!schema) return null

  const known = [...schema.fields.filter(isKnownBy).map((field) => field.key), 'id']
  const wanted = ref ?? known[0] ?? 'id'
  if (known.includes(wanted)) return { schema, field: wanted }

  const what = `unique field of ${schema.name}`
  mistakes.unknown(`fields.${key}.ref`, { what, name: wanted, known })
  return null
}

// The text of a reference is read as the other entity's field is, to be compared with it.
function readerOf(
  field: FieldSchema,
  { currency, zone, values, product }: Source,
  reference: ReferenceTarget | null,
): ReadValue {
  const read = reference?.schema.fieldByKey.get(reference.field) ?? field
  const named = typeof currency === 'string' ? currency : undefined
  return valueReader(read, { currency: named, zone, values, rounded: product !== undefined })
}
