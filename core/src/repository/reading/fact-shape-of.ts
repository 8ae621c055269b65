/** Tells the rules what a record of an entity holds, and which refs lead on from it. */
import type { EntitySchema } from '../../entity/index.ts'
import { type FactField, type FactShape, factShape } from '../../rule/index.ts'
import type { FieldSchema } from '../../schema/index.ts'

/** Finds the entity that a ref leads to; undefined where a rule must not cross it. */
export type Crossing = (field: FieldSchema) => EntitySchema | undefined

const noCrossing: Crossing = () => undefined

/** Describes a record by its own fields, its base fields, and the refs that may be crossed. */
export function shapeOf(schema: EntitySchema, crossing: Crossing = noCrossing): FactShape {
  const own = schema.fields.map((field): [string, FactField] => [field.key, factField(field)])
  const crossed = schema.fields.flatMap((field) => crossedField(field, crossing))
  const base = schema.timestamps ? [...baseFields, ...timestampFields] : baseFields
  return factShape(schema.name, Object.fromEntries([...base, ...own, ...crossed]))
}

/** The name under which a rule crosses a ref: `customerId` → `customer`, `tagIds` → `tags`. */
export function crossingName({ key, type }: FieldSchema): string | null {
  if (type === 'ref' && key.endsWith('Id')) return key.slice(0, -2)
  if (type === 'ref[]' && key.endsWith('Ids')) return `${key.slice(0, -3)}s`
  return null
}

const baseFields: readonly [string, FactField][] = [
  ['id', { type: 'string' }],
  ['organizationId', { type: 'string' }],
  ['deletedAt', { type: 'date' }],
  ['version', { type: 'number' }],
]

const timestampFields: readonly [string, FactField][] = [
  ['createdAt', { type: 'date' }],
  ['updatedAt', { type: 'date' }],
]

function factField({ type, enumValues, sensitive }: FieldSchema): FactField {
  return {
    type,
    ...(enumValues ? { values: enumValues } : {}),
    ...(sensitive ? { sensitive } : {}),
  }
}

// The shape of the target is made when a rule first crosses the ref: entities may refer to each other.
function crossedField(field: FieldSchema, crossing: Crossing): readonly [string, FactField][] {
  const name = crossingName(field)
  const target = name && crossing(field)
  if (!name || !target) return []

  const list = field.type === 'ref[]'
  let shape: FactShape | undefined
  return [
    [
      name,
      {
        type: 'record',
        list,
        get shape() {
          shape ??= shapeOf(target, crossing)
          return shape
        },
      },
    ],
  ]
}
