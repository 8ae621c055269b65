/** Writes a stored record as JSON Schema 2020-12, as OpenAPI 3.1 takes it. */
import { type JsonSchema, jsonSchemaOf } from '../../schema/index.ts'
import type { EntitySchema } from '../entity-schema.ts'
import { baseFieldsOf } from './record-fields.ts'

/** Writes the schema of a record as it is answered: every key is there, but sensitive ones may be held back. */
export function recordSchemaOf(schema: EntitySchema): JsonSchema {
  const own = jsonSchemaOf([...baseFieldsOf(schema), ...schema.fields], 'output')
  return {
    ...own,
    description: `A stored record of ${schema.name}.`,
    properties: { ...partsOf(own['properties']), meta: metaSchema },
    required: [...listOf(own['required']), 'meta'],
  }
}

const metaSchema: JsonSchema = {
  type: 'object',
  description: 'Tags of one’s own.',
  additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
}

function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
