/** Tells the rules what a record of an entity holds, and which refs lead on from it. */
import type { EntitySchema } from '../../../entity/index.ts'
import { type FactField, type FactShape, factShape } from '../../../rule/index.ts'
import type { FieldSchema } from '../../../schema/index.ts'
import { type CrossedRef, crossedRefs, crossingName } from './crossing-name.ts'

/** Describes a record by its own fields, its base fields, and the refs that may be crossed. */
export function shapeOf(schema: EntitySchema): FactShape {
  const known = shapes.get(schema)
  if (known) return known

  const own = schema.fields.map((field): [string, FactField] => [field.key, factField(field)])
  const crossed = crossedRefs(schema).map((ref): [string, FactField] => [ref.name, behind(ref)])
  const base = schema.timestamps ? [...baseFields, ...timestampFields] : baseFields
  const shape = {
    ...factShape(schema.name, Object.fromEntries([...base, ...own, ...crossed])),
    uncrossed: (name: string) => schema.fields.find((field) => crossingName(field) === name)?.key,
  }
  shapes.set(schema, shape)
  return shape
}

const shapes = new WeakMap<EntitySchema, FactShape>()

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

function factField({ type, enumValues, sensitive, computed }: FieldSchema): FactField {
  return {
    type,
    ...(enumValues ? { values: enumValues } : {}),
    ...(sensitive ? { sensitive } : {}),
    ...(computed ? { computed: true } : {}),
  }
}

// The shape of the target is made when a rule first crosses the ref: entities may refer to each other.
function behind({ target, isMany }: CrossedRef): FactField {
  return {
    type: 'record',
    list: isMany,
    get shape() {
      return shapeOf(target)
    },
  }
}
