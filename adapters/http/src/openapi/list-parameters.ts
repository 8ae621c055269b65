/** The parameters of an entity's list: page, order, count, and a filter for each field and operator. */
import type { EntitySchema, FieldSchema } from '@plinth/core'
import {
  crossedRefs,
  includeLimits,
  type JsonSchema,
  labelOf,
  pageLimits,
} from '@plinth/core/runtime'
import type { Resource } from '../catalogue/resource.ts'
import { type FilterOperator, operatorsOf } from '../query/operators.ts'
import { listParameters, mostSortKeys } from '../query/list-query.ts'

/** A parameter of OpenAPI. */
export interface ParameterObject {
  readonly name: string
  readonly in: 'query' | 'path' | 'header'
  readonly description: string
  readonly required?: boolean
  readonly schema: JsonSchema
  readonly style?: string
  readonly explode?: boolean
}

/** Lists the parameters. */
export function listParametersOf({ list }: Resource): readonly ParameterObject[] {
  const filters = [...list.fields.values()].flatMap((field) =>
    [...operatorsOf(field.type).values()].map((operator) => filterParameter(field, operator)),
  )
  return [...pageParameters(list.sortable), ...includeParameterOf(list.schema), ...filters]
}

/** The parameter that asks for records beside those of the answer; none where no ref leads to any. */
export function includeParameterOf(schema: EntitySchema): readonly ParameterObject[] {
  const names = crossedRefs(schema).map(({ name }) => name)
  if (names.length === 0) return []

  const [first = ''] = names
  const items = { type: 'string', examples: names }
  return [
    {
      name: 'include',
      in: 'query',
      description: `Refs whose records are wanted beside: ${names.join(', ')}, and on from there as in \`${first}.…\`. Each needs the permission to read what it leads to.`,
      style: 'form',
      explode: false,
      schema: { type: 'array', maxItems: includeLimits.most, items },
    },
  ]
}

/** Writes the schema of a field's value in a query string, where everything is text. */
export function textSchema({ type, integer, enumValues, currency }: FieldSchema): JsonSchema {
  switch (type) {
    case 'number':
      return { type: integer ? 'integer' : 'number' }
    case 'boolean':
      return { type: 'boolean' }
    case 'enum':
      return { type: 'string', enum: enumValues }
    case 'date':
      return { type: 'string', examples: ['2026-01-31T12:00:00Z', '1767225600000'] }
    case 'money':
      return { type: 'string', examples: [`100.00 ${currency ?? 'USD'}`] }
    case 'ref[]':
      return { type: 'array', items: { type: 'string' } }
    case 'geo.point':
      return { type: 'string', examples: ['52.52,13.405'] }
    case 'string':
    case 'ref':
    case 'geo.polygon':
    case 'geo.linestring':
    case 'json':
    case 'list':
      return { type: 'string' }
  }
}

/** Says how the value of a field is written in a query string; empty where it is as one expects. */
export function textForm({ type }: Pick<FieldSchema, 'type'>): string {
  return forms[type] ?? ''
}

const forms: Readonly<Partial<Record<FieldSchema['type'], string>>> = {
  date: 'ISO 8601 with an offset, or epoch milliseconds',
  money: 'an amount and its currency, `100.00 USD`',
  'ref[]': 'ids with commas, or given several times',
  'geo.point': 'latitude and longitude in degrees, `52.52,13.405`',
  'geo.polygon': 'a GeoJSON polygon',
  'geo.linestring': 'a GeoJSON line string',
  list: 'JSON',
  json: 'JSON',
}

function pageParameters(sortable: ReadonlySet<string>): readonly ParameterObject[] {
  const { default: usual, most } = pageLimits
  const keys = [...sortable].flatMap((key) => [key, `-${key}`])
  return [
    {
      name: 'after',
      in: 'query',
      description: 'Continues behind a page: its `page.next`, with the same `sort`.',
      schema: { type: 'string' },
    },
    {
      name: 'limit',
      in: 'query',
      description: 'Records a page.',
      schema: { type: 'integer', minimum: 1, maximum: most, default: usual },
    },
    {
      name: 'sort',
      in: 'query',
      description: 'Fields to sort by, a `-` before those that descend: `sort=-createdAt,id`.',
      style: 'form',
      explode: false,
      schema: { type: 'array', maxItems: mostSortKeys, items: { type: 'string', enum: keys } },
    },
    {
      name: 'count',
      in: 'query',
      description: 'Whether to count all matches: exactly, up to 1001, or not at all.',
      schema: { type: 'string', enum: ['exact', 'capped', 'none'], default: 'none' },
    },
  ]
}

function filterParameter(
  field: FieldSchema,
  { op, takes, meaning }: FilterOperator,
): ParameterObject {
  const isReserved = listParameters.some((name) => name === field.key)
  const name = op === 'eq' && !isReserved ? field.key : `${field.key}.${op}`
  const form = takes === 'value' || takes === 'list' ? textForm(field) : ''
  const description = `${labelOf(field)} ${meaning} …${form === '' ? '' : ` (${form})`}`
  const parameter = { name, in: 'query', description } as const
  if (takes !== 'list') return { ...parameter, schema: operandSchema(field, takes) }

  const items = field.type === 'ref[]' ? { type: 'string' } : textSchema(field)
  return { ...parameter, style: 'form', explode: false, schema: { type: 'array', items } }
}

function operandSchema(field: FieldSchema, takes: FilterOperator['takes']): JsonSchema {
  if (takes === 'flag') return { type: 'boolean' }
  if (takes === 'days') return { type: 'number' }
  return takes === 'value' ? textSchema(field) : { type: 'string' }
}
