/** Makes up a value for a field, for the examples in documents: the same each time, and valid. */
import { type FieldSchema, minorDigits } from '@plinth/core'
import type { Catalogue } from '../catalogue/catalogue.ts'

/** What stands behind every made-up id: the ULID of the specification's own example. */
const exampleUlid = '01ARZ3NDEKTSV4RRFFQ69G5FAV'

/** 2026-01-01T00:00:00Z. */
const exampleInstant = 1_767_225_600_000

/** Around 52.52° north, 13.4° east; longitude comes first. */
const exampleRing = [
  [13.3, 52.5],
  [13.5, 52.5],
  [13.4, 52.6],
  [13.3, 52.5],
]

/** Finds the prefix of an entity's ids by its name. */
export type PrefixOf = (entity: string | undefined) => string

/** Knows the prefixes of all entities' ids. */
export function prefixesOf({ resources }: Catalogue): PrefixOf {
  const prefixes = new Map(resources.map(({ schema }) => [schema.name, schema.idPrefix]))
  return (entity = '') => prefixes.get(entity) ?? ''
}

/** Makes up the value of a field. */
function exampleOf(field: FieldSchema, prefixOf: PrefixOf): unknown {
  switch (field.type) {
    case 'string':
      return exampleText(field)
    case 'number':
      return within(field, field.integer ? 12 : 12.5)
    case 'boolean':
      return true
    case 'date':
      return within(field, exampleInstant)
    case 'money':
      return exampleMoney(field)
    case 'enum':
      return field.enumValues?.[0] ?? ''
    case 'ref':
      return exampleId(prefixOf(field.refEntity))
    case 'ref[]':
      return [exampleId(prefixOf(field.refEntity))]
    case 'json':
      return {}
    case 'geo.point':
      return { lat: 52.52, lng: 13.405 }
    case 'geo.polygon':
      return { type: 'Polygon', coordinates: [exampleRing] }
    case 'geo.linestring':
      return { type: 'LineString', coordinates: exampleRing.slice(0, 2) }
    case 'list':
      return [exampleRecord(field.items ?? [], prefixOf)]
  }
}

/** Makes up the values of several fields. */
export function exampleRecord(
  fields: readonly FieldSchema[],
  prefixOf: PrefixOf,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.map((field) => [field.key, exampleOf(field, prefixOf)]))
}

/** Makes up an id. */
export function exampleId(prefix: string): string {
  return `${prefix}${exampleUlid}`
}

function exampleText({ key, minLength = 0, maxLength = 10_000 }: FieldSchema): string {
  const words = key.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
  return `A ${words}`.slice(0, maxLength).padEnd(minLength, '.')
}

function exampleMoney({ currency = 'USD', min, max }: FieldSchema): unknown {
  const amount = 124 * 10 ** minorDigits(currency)
  return { amount: within({ min, max }, amount), currency }
}

interface Range {
  readonly min?: number | undefined
  readonly max?: number | undefined
}

function within({ min = -Infinity, max = Infinity }: Range, value: number): number {
  return Math.min(max, Math.max(min, value))
}
