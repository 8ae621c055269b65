/** Makes up values that give away whose they are: texts with a marker, numbers of a range of their own. */
import type { EntitySchema, FieldSchema } from '@plinth/core'
import type { Tenant, Values } from './tenant.ts'

const day = 86_400_000

/** Makes up the values of a record: all its fields, and a tag. No two texts are alike. */
export function markedValues({ fields }: EntitySchema, tenant: Tenant, at: number): Values {
  return { ...valuesOfFields(fields, tenant, at), meta: { tag: `${tenant.marker}tag${at}` } }
}

/** Makes up the values of fields. */
export function valuesOfFields(fields: readonly FieldSchema[], tenant: Tenant, at: number): Values {
  const entries = fields.map((field, index): [string, unknown] => [
    field.key,
    markedValue(field, { tenant, at, index, shift: index * fields.length }),
  ])
  return Object.fromEntries(entries)
}

/** Where a value stands: the row, and the place of its field in it. */
interface Place {
  readonly tenant: Tenant
  readonly at: number
  readonly index: number
  /** How many rows further on the record stands that it refers to. */
  readonly shift: number
}

function markedValue(field: FieldSchema, place: Place): unknown {
  const { tenant, at, index } = place
  switch (field.type) {
    case 'string':
      return `${tenant.marker}${String.fromCodePoint(97 + index)}${at}`
    case 'number':
      return markedNumber(field, place)
    case 'boolean':
      return at % 2 === 1
    case 'date':
      return Date.UTC(2000 + 5 * tenant.number) + at * day
    case 'money':
      return { amount: tenant.number * 10_000 + at, currency: field.currency ?? 'USD' }
    case 'enum':
      return field.enumValues?.[at % field.enumValues.length]
    case 'ref':
      return refTo(field, place)
    case 'ref[]':
      return [refTo(field, place)]
    case 'json':
      return { text: `${tenant.marker}j${at}` }
    case 'geo.point':
      return { lat: tenant.number, lng: at % 180 }
    case 'geo.polygon':
      return { type: 'Polygon', coordinates: [ringAround(place)] }
    case 'geo.linestring':
      return { type: 'LineString', coordinates: ringAround(place).slice(0, 2) }
    case 'list':
      return [valuesOfFields(field.items ?? [], tenant, at)]
  }
}

function ringAround({ tenant, at }: Place): readonly (readonly [number, number])[] {
  const [lng, lat] = [at % 170, tenant.number]
  return [
    [lng, lat],
    [lng + 1, lat],
    [lng, lat + 1],
    [lng, lat],
  ]
}

// What stands further down is the larger: more is reserved than there is, so that back orders show it.
function markedNumber({ integer, max = Infinity }: FieldSchema, place: Place): number {
  const { tenant, at, index } = place
  const number = integer ? tenant.number * 1_000 + index * 100 + at : tenant.number / 10 + at / 100
  return Math.min(number, max)
}

// Entities of different size pair other rows: what is laid out as reserved for an order must not be what
// placing that order will reserve. Behind the rows that are there, it is the last one.
function refTo({ refEntity = '' }: FieldSchema, { tenant, at, shift }: Place): string | undefined {
  const rows = tenant.rows.get(refEntity) ?? []
  const row = at < rows.length ? (at + shift) % rows.length : rows.length - 1
  return rows[row]?.id
}

/** Makes up a value next to another one: it sorts as that one does among all others, and nothing has it. */
export function neighbourOf(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? value + 1_000 : value + 0.001
  if (typeof value === 'string') return neighbouringText(value)
  if (Array.isArray(value)) return value.map(neighbourOf)
  if (typeof value === 'object' && value !== null && 'amount' in value) {
    return { ...value, amount: Number(value.amount) + 1_000 }
  }
  return value
}

// Ids of one batch differ at their ends, so an id is changed further up.
function neighbouringText(text: string): string {
  const at = text.length - (/_[0-9A-Z]{26}$/.test(text) ? 10 : 1)
  const other = text[at] === '7' ? '8' : '7'
  return `${text.slice(0, at)}${other}${text.slice(at + 1)}`
}

/** Writes a value as a query string has it. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(',')
  if (typeof value !== 'object' || value === null) return String(value)
  if ('amount' in value && 'currency' in value) {
    return `${(Number(value.amount) / 100).toFixed(2)} ${String(value.currency)}`
  }
  if ('lat' in value && 'lng' in value) return `${String(value.lat)},${String(value.lng)}`
  return JSON.stringify(value)
}
