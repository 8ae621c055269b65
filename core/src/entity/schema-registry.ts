/** All entities of a system by name, and what is written from them: types, schemas, forms, a diagram. */
import { CoreError, ValidationError } from '../errors/index.ts'
import { type Clock, Err, excerpt, meantOrKnown, Ok, type Result } from '../primitives/index.ts'
import {
  checkFields,
  type FormField,
  formFieldsOf,
  type JsonSchema,
  type JsonSchemaForm,
  jsonSchemaOf,
  labelOf,
  type SchemaValidator,
  type ValidationContext,
} from '../schema/index.ts'
import { entityDiagramOf } from './emit/entity-diagram.ts'
import { recordSchemaOf } from './emit/record-schema.ts'
import { typeScriptOf } from './emit/type-script.ts'
import { type EntityData, entityDataProblems } from './entity-data.ts'
import { type EntitySchema, entitySchema } from './entity-schema.ts'

/** The complete values, with defaults filled in and null for what is absent; or all that is wrong. */
export type ValidationResult = Result<Readonly<Record<string, unknown>>, ValidationError>

/** Under which circumstances values are checked. Default: a new record of nobody's, in no organization. */
export type Circumstances = Partial<Omit<ValidationContext, 'entity' | 'schema'>>

/** A form for the values of an entity, as a user interface draws it. */
export interface FormSchema {
  readonly entity: string
  /** The entity's name in words: `Order line`. */
  readonly title: string
  /** In the order in which they are shown. */
  readonly fields: readonly FormField[]
}

/** The entities that modules have registered. Filled at boot; nothing is ever taken out. */
export class EntitySchemaRegistry {
  readonly #clock: Pick<Clock, 'now'>
  readonly #byName = new Map<string, EntitySchema>()

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock
  }

  /** The entities by name, in the order in which they were registered. It grows with the registry. */
  get byName(): ReadonlyMap<string, EntitySchema> {
    return this.#byName
  }

  /**
   * Adds an entity: as a module has resolved it, or as plain data. Plain data is checked like a tenant's:
   * nothing of it becomes generated code.
   *
   * @throws CoreError `system.invalid` when its name is taken or malformed, or its fields are not in order.
   */
  register(schema: EntitySchema | EntityData): void {
    const problems = isResolved(schema)
      ? [...nameProblems(schema.name), ...checkFields(schema.fields)]
      : entityDataProblems(schema)
    const taken = problems.length === 0 && this.#byName.has(schema.name)
    const all = taken ? ['its name is taken already'] : problems
    if (all.length > 0) throw notInOrder(schema, all)
    this.#byName.set(schema.name, isResolved(schema) ? schema : this.#resolved(schema))
  }

  /** Finds an entity; undefined when none has this name. */
  find(name: string): EntitySchema | undefined {
    return this.#byName.get(name)
  }

  /** Finds an entity. @throws CoreError `entity.unknown`, naming the nearest one */
  get(name: string): EntitySchema {
    const schema = this.#byName.get(name)
    if (schema) return schema

    const shown = excerpt(name)
    const hint = meantOrKnown(name, this.#byName.keys())
    throw new CoreError('entity.unknown', `no module declares the entity "${shown}". ${hint}`, {
      name: shown,
    })
  }

  /** Lists the entities, those of one module when its id is given. */
  getAll(namespace?: string): readonly EntitySchema[] {
    const all = [...this.#byName.values()]
    return namespace === undefined ? all : all.filter((schema) => schema.namespace === namespace)
  }

  /** Checks values as they are given for a record. @throws CoreError `entity.unknown` */
  validate(entityName: string, data: unknown, circumstances: Circumstances = {}): ValidationResult {
    const schema = this.get(entityName)
    const failures = schema.validator.check(data, this.#contextOf(schema, data, circumstances))
    if (failures) return Err(new ValidationError(entityName, failures))
    return Ok(schema.validator.complete(isValues(data) ? data : {}))
  }

  /**
   * Finds what the payload of a message must be: a record's values for an entity's `create`, as in
   * `sales.order.create`; null for every other type.
   */
  validatorOf(type: string): SchemaValidator | null {
    const isCreation = ({ namespace, singular }: EntitySchema) =>
      type === `${namespace}.${singular}.create`
    return this.getAll().find(isCreation)?.validator ?? null
  }

  /** Writes the interface of a stored record; it equals `EntityOf`. @throws CoreError `entity.unknown` */
  generateTypeScript(entityName: string): string {
    return typeScriptOf(this.get(entityName))
  }

  /**
   * Writes a JSON Schema (2020-12) as OpenAPI 3.1 takes it: of what `validate` accepts (`input`, the
   * default), or of a stored record (`output`).
   *
   * @throws CoreError `entity.unknown`
   */
  generateOpenAPISchema(entityName: string, form: JsonSchemaForm = 'input'): JsonSchema {
    const schema = this.get(entityName)
    return form === 'input' ? jsonSchemaOf(schema.validator.fields, form) : recordSchemaOf(schema)
  }

  /** Describes the form in which a record is entered. @throws CoreError `entity.unknown` */
  generateFormSchema(entityName: string): FormSchema {
    const { name, fields, driven, computedFields } = this.get(entityName)
    const title = labelOf({ key: name })
    const readOnly = new Set([...driven.keys(), ...computedFields.map(({ key }) => key)])
    return { entity: name, title, fields: formFieldsOf(fields, readOnly) }
  }

  /** Draws the entities, those of one module when its id is given, as a Mermaid `erDiagram`. */
  generateDiagram(namespace?: string): string {
    return entityDiagramOf(this.getAll(namespace))
  }

  #resolved(data: EntityData): EntitySchema {
    const { namespace, idPrefix = `${data.name.toLowerCase().slice(0, 16)}_` } = data
    const definition = { ...data, kind: 'entity', shape: null, idPrefix } as const
    return entitySchema(definition, { namespace, entityNamed: (name) => this.find(name) })
  }

  #contextOf(schema: EntitySchema, data: unknown, circumstances: Circumstances): ValidationContext {
    return {
      entity: isValues(data) ? data : {},
      schema,
      isCreate: true,
      isUpdate: false,
      actorId: null,
      orgId: null,
      now: this.#clock.now(),
      ...circumstances,
    }
  }
}

// Plain data has no functions.
function isResolved(schema: EntitySchema | EntityData): schema is EntitySchema {
  try {
    return 'targetOf' in schema && typeof schema.targetOf === 'function'
  } catch {
    // What is no object, or throws when it is read, is told by the check of plain data.
    return false
  }
}

function nameProblems(name: string): readonly string[] {
  return /^[A-Z][A-Za-z0-9]{0,63}$/.test(name) ? [] : ['its name must be PascalCase']
}

function notInOrder(schema: EntitySchema | EntityData, problems: readonly string[]): CoreError {
  const named = isNamed(schema) ? ` ${excerpt(schema.name)}` : ''
  return new CoreError('system.invalid', `entity${named}: ${problems.join('; ')}`, { problems })
}

function isNamed(schema: EntitySchema | EntityData): boolean {
  try {
    return typeof schema.name === 'string'
  } catch {
    // What throws when it is read has no name.
    return false
  }
}

function isValues(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null
}
