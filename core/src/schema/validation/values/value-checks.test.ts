/** What the values of each type must be. */
import { expect, test } from 'vitest'
import type { FieldSchema, ValidationContext } from '../../field.ts'
import { field, keyed } from '../../field-builders.ts'
import { createValidator } from '../schema-validator.ts'

const id = 'cus_01ARZ3NDEKTSV4RRFFQ69G5FAV'
const context: ValidationContext = {
  entity: {},
  schema: { name: 'Order', fields: [] },
  actorId: 'act_1',
  orgId: 'org_1',
  isCreate: true,
  isUpdate: false,
  now: 1_000,
}

function messages(fields: readonly FieldSchema[], value: unknown): readonly string[] {
  const failures = createValidator(fields, { trusted: true }).check(value, context) ?? []
  return failures.map(({ message }) => message)
}

test('nothing is converted', () => {
  const fields = keyed({ count: field.number(), ok: field.boolean(), at: field.date() })

  expect(messages(fields, { count: '1', ok: 1, at: '2026-01-01' })).toEqual([
    'count must be a number, not a text',
    'ok must be true or false, not a number',
    'at must be an instant in epoch milliseconds, not a text',
  ])
})

test('NUL and half a surrogate pair are refused, a whole pair is not', () => {
  const fields = keyed({ name: field.string() })

  expect(messages(fields, { name: 'a\0' })).toEqual([
    'name holds a NUL or half a surrogate pair at character 2',
  ])
  expect(messages(fields, { name: '\ud83d' })).toHaveLength(1)
  expect(messages(fields, { name: '😀' })).toEqual([])
})

test('a text that says no limit has 10,000 characters at most', () => {
  const fields = keyed({ name: field.string() })

  expect(messages(fields, { name: 'x'.repeat(10_000) })).toEqual([])
  expect(messages(fields, { name: 'x'.repeat(10_001) })).toEqual([
    'name must have at most 10000 characters, and has 10001',
  ])
})

test('numbers are finite', () => {
  const fields = keyed({ weight: field.number({ max: 5 }) })

  expect(messages(fields, { weight: Number.NaN })).toEqual(['weight must be a finite number'])
  expect(messages(fields, { weight: 6 })).toEqual(['weight must be at most 5, not 6'])
})

test('dates lie in the range of dates and of their field', () => {
  const fields = keyed({ at: field.date({ min: 0, max: 86_400_000 }) })

  expect(messages(fields, { at: Date.UTC(10_000, 0) })).toEqual([
    'at must be an instant in epoch milliseconds, not 253402300800000',
  ])
  expect(messages(fields, { at: -1 })).toEqual([
    'at must not be before 1970-01-01T00:00:00.000Z, and is 1969-12-31T23:59:59.999Z',
  ])
})

test('money is an amount in whole minor units and a known currency, and nothing else', () => {
  const fields = keyed({ total: field.money(), fee: field.money({ currency: 'EUR' }) })
  const value = {
    total: { amount: 1.5, currency: 'USDX', note: 'x' },
    fee: { amount: 1, currency: 'USD' },
  }

  expect(messages(fields, value)).toEqual([
    'total.amount must be a whole number within ±(2^53 − 1), not 1.5',
    'total.currency must be a currency code of ISO 4217 such as USD, not "USDX"',
    'total.note is not a field. There is: amount, currency',
    'fee.currency must be "EUR", not "USD"',
  ])
})

test('a list of ids names the one that is wrong', () => {
  const fields = keyed({ tags: field.refs('Tag', { min: 1, max: 2 }) })

  expect(messages(fields, { tags: [id, 7] })).toEqual(['tags.1 must be an id, not a number'])
  expect(messages(fields, { tags: [] })).toEqual(['tags must have at least 1 items, and has 0'])
  expect(messages(fields, { tags: [1, 2, 3] })).toEqual([
    'tags must have at most 2 items, and has 3',
  ])
})

test('JSON is bounded in depth and size, and free of __proto__ and of what JSON has not', () => {
  const fields = keyed({ data: field.json() })
  const deep: unknown = JSON.parse('['.repeat(40) + ']'.repeat(40))
  const circle: unknown[] = []
  circle.push(circle)

  expect(messages(fields, { data: { a: [1, 'x', null, true] } })).toEqual([])
  expect(messages(fields, { data: deep })).toHaveLength(1)
  expect(messages(fields, { data: circle })).toHaveLength(1)
  expect(messages(fields, { data: 'x'.repeat(100_001) })).toEqual([
    'data is larger than 100000 characters and values',
  ])
  expect(messages(fields, { data: { a: JSON.parse('{"__proto__":1}') } })).toEqual([
    'data holds the key "__proto__" at a.__proto__',
  ])
  expect(messages(fields, { data: [{ f: () => 1 }] })).toEqual([
    'data holds a value of type function at 0.f',
  ])
})

const square = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
]

test('a point lies on the earth', () => {
  const fields = keyed({ at: field.geoPoint() })

  expect(messages(fields, { at: { lat: -90, lng: 180 } })).toEqual([])
  expect(messages(fields, { at: { lat: 90.1, lng: 0 } })).toEqual([
    'at.lat must be a latitude from -90 to 90, not 90.1',
  ])
  expect(messages(fields, { at: { lat: 1, lng: '2' } })).toEqual([
    'at.lng must be a longitude from -180 to 180, not text',
  ])
  expect(messages(fields, { at: { lat: 1, lng: 2, alt: 3 } })).toEqual([
    'at must be { lat, lng } and nothing else',
  ])
  expect(messages(fields, { at: [1, 2] })).toEqual(['at must be a point: { lat, lng }, not a list'])
})

test('a line is GeoJSON: positions of longitude and latitude, two at least', () => {
  const fields = keyed({ way: field.geoLineString() })
  const line = (coordinates: unknown) => ({ way: { type: 'LineString', coordinates } })

  expect(messages(fields, line(square))).toEqual([])
  expect(messages(fields, line([[0, 0]]))).toEqual([
    'way.coordinates must have at least 2 positions, not 1',
  ])
  expect(messages(fields, line([...square, [0, 91]]))).toEqual([
    'way.coordinates.4.1 must be a latitude from -90 to 90, not 91',
  ])
  expect(messages(fields, line([[0, 0, 7], square[1]]))).toEqual([
    'way.coordinates.0 must be a position: [longitude, latitude]',
  ])
  expect(messages(fields, line(Array.from({ length: 10_001 }, () => [0, 0])))).toEqual([
    'way.coordinates must have at most 10000 positions, not 10001',
  ])
})

test('an area is GeoJSON: closed rings, the first around the others', () => {
  const fields = keyed({ zone: field.geoPolygon() })
  const area = (...coordinates: unknown[]) => ({ zone: { type: 'Polygon', coordinates } })

  expect(messages(fields, area(square, square))).toEqual([])
  expect(messages(fields, area())).toEqual(['zone.coordinates must have 1 to 100 rings, not 0'])
  expect(messages(fields, area(square.slice(0, 3)))).toEqual([
    'zone.coordinates.0 must have at least 4 positions, not 3',
  ])
  expect(messages(fields, area(square, [...square, [5, 5]]))).toEqual([
    'zone.coordinates.1 must end with the position that it begins with',
  ])
  expect(messages(fields, { zone: { type: 'LineString', coordinates: square } })).toEqual([
    'zone.type must be "Polygon"',
  ])
  expect(messages(fields, area(...Array.from({ length: 60 }, () => longRing)))).toEqual([
    'zone.coordinates must have at most 10000 positions, not 10200',
  ])
})

const longRing = Array.from({ length: 200 }, (_, index) => [(index % 199) / 2, 0])
