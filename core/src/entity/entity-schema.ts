/** An entity inside its module: the declaration with the names that follow from it. */
import {
  type Compute,
  createValidator,
  type FieldSchema,
  type SchemaValidator,
} from '../schema/index.ts'
import type { EntityDefinition } from './define-entity.ts'
import type { DeclaredHooks } from './hooks.ts'
import { kebabCase, pluralOf } from './naming.ts'

/** What the machinery knows of an entity. Frozen, made once at boot. */
export interface EntitySchema {
  /** PascalCase: `OrderLine`. */
  readonly name: string
  /** The id of the owning module: `sales`. */
  readonly namespace: string
  /** `ord_`. */
  readonly idPrefix: string
  readonly fields: readonly FieldSchema[]
  /** The fields that hold what they were given; the others are computed. */
  readonly storedFields: readonly FieldSchema[]
  /** The fields that are worked out when a record is read. */
  readonly computedFields: readonly ComputedField[]
  readonly fieldByKey: ReadonlyMap<string, FieldSchema>
  readonly indexes: readonly (readonly string[])[]
  readonly uniqueConstraints: readonly (readonly string[])[]
  /** The word in event types and permissions: `order-line`. */
  readonly singular: string
  /** The word in addresses and tables: `order-lines`. */
  readonly plural: string
  /** Whether a deleted record is kept, and can be restored. */
  readonly softDelete: boolean
  /** Whether records have `createdAt` and `updatedAt`. */
  readonly timestamps: boolean
  /** Whether a change of an outdated version is a conflict; else it is merged into what is there. */
  readonly versioned: boolean
  /** The scope of the channel that its changes go to: `orders`; null when they go to none. */
  readonly rtChannel: string | null
  /** Whether the active `search` adapter is kept up with its records. */
  readonly searchSync: boolean
  readonly hooks: DeclaredHooks | null
  readonly validator: SchemaValidator
  /** The fields that a machine drives: key → the state a new record starts in. */
  readonly driven: ReadonlyMap<string, string>
  /** What time does to a record; null when nothing. */
  readonly timed: TimedStates | null
  /** Finds the entity that a ref leads to; undefined for every other field, and where none is known. */
  readonly targetOf: (field: FieldSchema) => EntitySchema | undefined
  /** Finds the entity that a ref leads to inside the module; undefined for every other field. */
  readonly crossed: (field: FieldSchema) => EntitySchema | undefined
}

/** What time does to records: in which states something happens by itself, and when. */
export interface TimedStates {
  /** The field that holds the state. */
  readonly field: string
  /** State → delays since the record came into it, in milliseconds. */
  readonly delays: ReadonlyMap<string, readonly number[]>
}

/** A field with what makes its value. */
export interface ComputedField extends FieldSchema {
  readonly computed: Compute
}

/** Where an entity stands. */
export interface EntityPlace {
  /** The id of the owning module. */
  readonly namespace: string
  /** The fields that a machine drives: key → the state a new record starts in. */
  readonly driven?: ReadonlyMap<string, string>
  /** What time does to a record. Default: nothing. */
  readonly timed?: TimedStates | null
  /** Whether it comes from module code, whose validators may be generated. Default false. */
  readonly trusted?: boolean
  /** Finds the other entities, by name, once all are known. Default: there are none. */
  readonly entityNamed?: (name: string) => EntitySchema | undefined
}

/** Resolves a declaration inside its module. */
export function entitySchema(
  definition: EntityDefinition,
  { namespace, driven = new Map(), timed = null, trusted = false, ...place }: EntityPlace,
): EntitySchema {
  const { entityNamed = () => undefined } = place
  const { name, idPrefix, fields } = definition
  const singular = kebabCase(name)
  const storedFields = fields.filter((field) => !isComputed(field))
  let validator: SchemaValidator | undefined
  return Object.freeze({
    name,
    namespace,
    idPrefix,
    fields,
    storedFields,
    computedFields: fields.filter(isComputed),
    fieldByKey: new Map(fields.map((field) => [field.key, field])),
    singular,
    plural: definition.plural ?? pluralOf(singular),
    ...chosenOf(definition),
    get validator() {
      validator ??= createValidator(storedFields, { trusted })
      return validator
    },
    driven,
    timed,
    targetOf: ({ refEntity = '' }: FieldSchema) => entityNamed(refEntity),
    crossed: ({ refEntity = '' }: FieldSchema) => {
      const target = entityNamed(refEntity)
      return target?.namespace === namespace ? target : undefined
    },
  })
}

/** What a declaration may leave out, with its defaults. */
function chosenOf(definition: EntityDefinition) {
  const { indexes = [], uniqueConstraints = [], hooks = null } = definition
  const { softDelete = true, timestamps = true, versioned = true } = definition
  const { rtChannel = null, searchSync = false } = definition
  return {
    indexes,
    uniqueConstraints,
    hooks,
    softDelete,
    timestamps,
    versioned,
    rtChannel,
    searchSync,
  }
}

function isComputed(field: FieldSchema): field is ComputedField {
  return field.computed !== undefined
}
