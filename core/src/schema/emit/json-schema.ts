/** Writes fields as JSON Schema 2020-12, as OpenAPI 3.1 takes it. */
import type { FieldSchema, FieldType } from '../field.ts'
import { fewestPositions, geoBounds, geoLimits } from '../validation/values/geo-value.ts'
import { withValidators } from './validator-keywords.ts'
import { isArray } from '../validation/values/plain.ts'
import {
  defaultMaxItems,
  defaultMaxLength,
  idLength,
  instants,
} from '../validation/values/value-checks.ts'

/** A JSON Schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>

/**
 * What the schema describes. `input`: what a caller sends; optional and defaulted fields may be left out,
 * and no others are allowed. `output`: what he gets; each key is there, null where a value is absent,
 * but sensitive fields, which he may not be allowed to read, may be missing.
 */
export type JsonSchemaForm = 'input' | 'output'

/** Writes the schema of an object with these fields. */
export function jsonSchemaOf(fields: readonly FieldSchema[], form: JsonSchemaForm): JsonSchema {
  const shown = form === 'input' ? fields.filter((field) => !field.computed) : fields
  const properties = shown.map((field) => [field.key, propertyOf(field, form)] as const)
  const required = shown.filter(isAlwaysThere[form]).map(({ key }) => key)
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {}),
    ...(form === 'input' ? { additionalProperties: false } : {}),
  }
}

/** Writes the name of a field for people: its label, or its key in words. */
export function labelOf({ key, label }: Pick<FieldSchema, 'key' | 'label'>): string {
  if (label !== undefined) return label

  const words = key.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const isAlwaysThere: Readonly<Record<JsonSchemaForm, (field: FieldSchema) => boolean>> = {
  input: (field) => (field.required ?? false) && field.default === undefined,
  output: (field) => !field.sensitive,
}

type WriteType = (field: FieldSchema, form: JsonSchemaForm) => JsonSchema

const idSchema = {
  type: 'string',
  maxLength: idLength,
  pattern: '^([a-z][a-z0-9]{0,15}_)?[0-7][0-9A-HJKMNP-TV-Z]{25}$',
} as const

const latitude = { type: 'number', minimum: -geoBounds.lat, maximum: geoBounds.lat } as const
const longitude = { type: 'number', minimum: -geoBounds.lng, maximum: geoBounds.lng } as const

const pointSchema = closedObject({ lat: latitude, lng: longitude })
const lineSchema = geoJson('LineString', positionsFrom(fewestPositions.line))
// That a ring ends where it begins is more than JSON Schema can say.
const polygonSchema = geoJson('Polygon', {
  type: 'array',
  minItems: 1,
  maxItems: geoLimits.rings,
  items: positionsFrom(fewestPositions.ring),
})

const anythingButNull = ['object', 'array', 'string', 'number', 'boolean'] as const

const writers: Readonly<Record<FieldType, WriteType>> = {
  string: ({ minLength, maxLength = defaultMaxLength }) =>
    given({ type: 'string', minLength, maxLength }),
  number: ({ min, max, integer }) =>
    given(
      integer
        ? { type: 'integer', ...between(min, max, safe) }
        : { type: 'number', minimum: min, maximum: max },
    ),
  boolean: () => ({ type: 'boolean' }),
  date: ({ min, max }) => ({
    type: 'integer',
    format: 'int64',
    ...between(min, max, instants),
  }),
  enum: ({ enumValues }) => ({ type: 'string', enum: enumValues }),
  ref: refSchema,
  'ref[]': (field) => ({ ...sizes(field), items: refSchema(field) }),
  json: ({ required }) => (required ? { type: anythingButNull } : {}),
  money: moneySchema,
  'geo.point': () => pointSchema,
  'geo.polygon': () => polygonSchema,
  'geo.linestring': () => lineSchema,
  list: (field, form) => ({ ...sizes(field), items: jsonSchemaOf(field.items ?? [], form) }),
}

function propertyOf(field: FieldSchema, form: JsonSchemaForm): JsonSchema {
  const written = writers[field.type](field, form)
  // What was stored before a validator came may break it.
  const schema = form === 'input' ? withValidators(written, field) : written
  const { default: value } = field
  return {
    ...(field.required ? schema : nullable(schema)),
    description: describe(field),
    ...(field.computed ? { readOnly: true } : {}),
    ...(form === 'output' || value === undefined || typeof value === 'function'
      ? {}
      : { default: value }),
  }
}

function nullable({ type, enum: values, ...rest }: JsonSchema): JsonSchema {
  if (type === undefined) return rest
  const orNull = { type: [type, 'null'], ...rest }
  return isArray(values) ? { ...orNull, enum: [...values, null] } : orNull
}

const units: Readonly<Partial<Record<FieldType, string>>> = {
  date: ', in epoch milliseconds',
  money: ', in minor units of its currency',
  'geo.point': ', in degrees of WGS 84',
  'geo.polygon': ', a GeoJSON polygon whose rings end where they begin',
  'geo.linestring': ', a GeoJSON line string',
}

function describe(field: FieldSchema): string {
  if (field.refEntity === undefined) return `${labelOf(field)}${units[field.type] ?? ''}.`

  const key = field.refField ?? 'id'
  const what = field.type === 'ref[]' ? `${key}s of records` : `the ${key} of a record`
  return `${labelOf(field)}: ${what} of ${field.refEntity}.`
}

function refSchema({ refField = 'id' }: FieldSchema): JsonSchema {
  return refField === 'id' ? idSchema : { type: 'string', maxLength: defaultMaxLength }
}

function sizes({ minLength, maxLength = defaultMaxItems }: FieldSchema): JsonSchema {
  return given({ type: 'array', minItems: minLength, maxItems: maxLength })
}

function moneySchema({ min, max, currency }: FieldSchema): JsonSchema {
  const amount = { type: 'integer', format: 'int64', ...between(min, max, safe) }
  const currencySchema =
    currency === undefined
      ? { type: 'string', pattern: '^[A-Z]{3}$' }
      : { type: 'string', const: currency }
  return closedObject({ amount, currency: currencySchema })
}

function positionsFrom(minItems: number): JsonSchema {
  const position = {
    type: 'array',
    prefixItems: [longitude, latitude],
    minItems: 2,
    maxItems: 2,
  }
  return { type: 'array', minItems, maxItems: geoLimits.positions, items: position }
}

function geoJson(type: string, coordinates: JsonSchema): JsonSchema {
  return closedObject({ type: { type: 'string', const: type }, coordinates })
}

function closedObject(properties: JsonSchema): JsonSchema {
  const required = Object.keys(properties)
  return { type: 'object', properties, required, additionalProperties: false }
}

interface Bounds {
  readonly first: number
  readonly last: number
}

/** What a whole number of JavaScript holds exactly. */
const safe: Bounds = { first: Number.MIN_SAFE_INTEGER, last: Number.MAX_SAFE_INTEGER }

function between(min = -Infinity, max = Infinity, { first, last }: Bounds): JsonSchema {
  return { minimum: Math.max(min, first), maximum: Math.min(max, last) }
}

function given(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined))
}
