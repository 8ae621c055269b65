/** The schemas of an entity's records, as they are sent and as they are answered. */
import type { EntitySchema, FieldSchema } from '@plinth/core'
import { crossedRefs, type JsonSchema, jsonSchemaOf } from '@plinth/core/runtime'
import { isNeeded } from '../catalogue/is-needed.ts'
import type { Resource } from '../catalogue/resource.ts'
import { exampleId, exampleRecord, type PrefixOf } from './example.ts'

/** The names under which documents keep an entity's schemas. */
export interface SchemaNames {
  readonly record: string
  readonly create: string
  readonly change: string
  readonly page: string
}

/** Names the schemas of an entity: `Order`, `Order.create`, `Order.change`, `Order.page`. */
export function schemaNames({ schema: { name } }: Resource): SchemaNames {
  return { record: name, create: `${name}.create`, change: `${name}.change`, page: `${name}.page` }
}

/** Refers to a schema by its name. */
export function schemaRef(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` }
}

/** Writes an entity's schemas, each with an example. */
export function recordSchemas(
  resource: Resource,
  prefixOf: PrefixOf,
  organization: string,
): Readonly<Record<string, JsonSchema>> {
  const names = schemaNames(resource)
  const given = givenFields(resource)
  return {
    [names.record]: recordSchema(resource, recordExample(resource, prefixOf, organization)),
    [names.create]: {
      ...withMeta(jsonSchemaOf(given, 'input')),
      description: `What one gives to create a record of ${names.record}.`,
      examples: [exampleRecord(given.filter(isNeeded), prefixOf)],
    },
    [names.change]: {
      ...withMeta(changeSchema(given)),
      description:
        'A JSON merge patch (RFC 7396): what is left out stays, null takes an optional value away, objects are merged.',
      examples: [exampleRecord(given.slice(0, 1), prefixOf)],
    },
    [names.page]: pageSchema(names.record, { type: ['string', 'null'] }),
  }
}

/** Makes up a record of the organization, as it is answered. */
export function recordExample(
  { schema: { fields, idPrefix, timestamps } }: Resource,
  prefixOf: PrefixOf,
  organization: string,
): Readonly<Record<string, unknown>> {
  const instant = 1_767_225_600_000
  return {
    id: exampleId(idPrefix),
    organizationId: organization,
    ...(timestamps ? { createdAt: instant, updatedAt: instant } : {}),
    deletedAt: null,
    version: 1,
    ...exampleRecord(fields, prefixOf),
    meta: {},
  }
}

/** Writes the schema of a page. */
export function pageSchema(item: string, next: JsonSchema): JsonSchema {
  return {
    type: 'object',
    required: ['data', 'page'],
    properties: {
      data: { type: 'array', items: schemaRef(item) },
      page: {
        type: 'object',
        required: ['limit', 'next'],
        properties: {
          limit: { type: 'integer', description: 'How many the page may hold.' },
          next: {
            ...next,
            description: 'Send it as `after` for the next page; null on the last one.',
          },
        },
      },
      total: {
        type: 'integer',
        description:
          'All matches, when `count` asked for them; 1001 with `capped` means more than 1000.',
      },
    },
  }
}

const metaSchema: JsonSchema = {
  type: 'object',
  description: 'Tags of one’s own.',
  additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
}

const instant: JsonSchema = { type: 'integer', format: 'int64' }

const identityProperties = {
  id: { type: 'string', description: 'Set by the system.' },
  organizationId: { type: 'string', description: 'The organization that the record belongs to.' },
} as const

const timestampProperties = {
  createdAt: { ...instant, description: 'In epoch milliseconds.' },
  updatedAt: { ...instant, description: 'In epoch milliseconds. Never goes back.' },
} as const

const stateProperties = {
  deletedAt: {
    ...instant,
    type: ['integer', 'null'],
    description: 'In epoch milliseconds; null while the record is active.',
  },
  version: { type: 'integer', minimum: 1, description: 'What the entity tag says: `ETag: "1"`.' },
} as const

function baseProperties({ timestamps }: EntitySchema): Readonly<Record<string, JsonSchema>> {
  return {
    ...identityProperties,
    ...(timestamps ? timestampProperties : {}),
    ...stateProperties,
  }
}

function recordSchema(resource: Resource, example: object): JsonSchema {
  const { fields, name } = resource.schema
  const own = jsonSchemaOf(fields, 'output')
  const base = baseProperties(resource.schema)
  return {
    ...own,
    description: `A stored record of ${name}.`,
    properties: { ...base, ...partsOf(own), meta: metaSchema, ...includedProperties(resource) },
    required: [...Object.keys(base), ...listOf(own['required']), 'meta'],
    examples: [example],
  }
}

/** What `include` puts beside the fields. */
function includedProperties({ schema }: Resource): Readonly<Record<string, JsonSchema>> {
  const properties = new Map<string, JsonSchema>()
  for (const { name, field, target, isMany } of crossedRefs(schema)) {
    const one = schemaRef(target.name)
    const behind = `Behind \`${field.key}\`, when included`
    const several = { type: 'array', items: one, description: `${behind}.` }
    const single = {
      anyOf: [one, { type: 'null' }],
      description: `${behind}; null when it is gone.`,
    }
    properties.set(name, isMany ? several : single)
  }
  return Object.fromEntries(properties)
}

/** The fields that a caller may give: what a machine drives changes through transitions alone. */
function givenFields({ schema: { fields, driven } }: Resource): readonly FieldSchema[] {
  return fields.filter(({ key }) => !driven.has(key))
}

function changeSchema(fields: readonly FieldSchema[]): JsonSchema {
  const { required: _required, ...rest } = jsonSchemaOf(fields.map(withoutDefault), 'input')
  return rest
}

function withoutDefault({ default: _default, ...field }: FieldSchema): FieldSchema {
  return field
}

function withMeta(schema: JsonSchema): JsonSchema {
  return { ...schema, properties: { ...partsOf(schema), meta: metaSchema } }
}

function partsOf({ properties }: JsonSchema): Readonly<Record<string, unknown>> {
  return typeof properties === 'object' && properties !== null ? { ...properties } : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
