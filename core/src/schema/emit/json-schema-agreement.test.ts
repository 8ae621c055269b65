/** What JSON Schema says of fields, and what the validator says, is the same. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FieldSchema, ValidationContext } from '../field.ts'
import { field, keyed } from '../field-builders.ts'
import { jsonSchemaOf } from './json-schema.ts'
import { createValidator } from '../validation/schema-validator.ts'

const context: ValidationContext = {
  entity: {},
  schema: { name: 'Order', fields: [] },
  isCreate: true,
  isUpdate: false,
  actorId: null,
  orgId: 'org_1',
  now: 0,
}

interface Verdict {
  readonly jsonSchema: boolean
  readonly ours: boolean
}

function verdicts(fields: readonly FieldSchema[], values: readonly unknown[]): readonly Verdict[] {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { int64: true } })
  const isSchema = ajv.compile(jsonSchemaOf(fields, 'input'))
  const validator = createValidator(fields, { trusted: true })
  return values.map((value) => ({
    jsonSchema: isSchema(value),
    ours: validator.check(value, context) === null,
  }))
}

const id = 'ord_01ARZ3NDEKTSV4RRFFQ69G5FAV'
const small = fc.integer({ min: -3, max: 4 })
const range = fc.oneof(
  fc.constant({}),
  fc.record({ min: fc.integer({ min: -3, max: 0 }), max: fc.integer({ min: 0, max: 3 }) }),
)
const sizes = fc.oneof(
  fc.constant({}),
  fc.record({
    minLength: fc.integer({ min: 0, max: 2 }),
    maxLength: fc.integer({ min: 2, max: 3 }),
  }),
)
const words = fc.string({ maxLength: 4, unit: 'grapheme-ascii' })

/** A field's type and limits, with values that it may take or not. */
interface Kind {
  readonly traits: Omit<FieldSchema, 'key'>
  readonly values: fc.Arbitrary<unknown>
}

const ring = fc.constantFrom(
  [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 0],
  ],
  [[0, 0]],
  [
    [0, 0],
    [181, 0],
    [1, 1],
    [0, 0],
  ],
  [
    [0, 0, 0],
    [1, 0],
    [1, 1],
    [0, 0, 0],
  ],
)

const scalarKinds: fc.Arbitrary<Kind> = fc.oneof(
  sizes.map((limits): Kind => ({ traits: { type: 'string', ...limits }, values: words })),
  range.map(
    (limits): Kind => ({
      traits: { type: 'number', ...limits },
      values: fc.oneof(small, fc.constantFrom(0.5, 1e300, -1e-9)),
    }),
  ),
  range.map(
    (limits): Kind => ({
      traits: { type: 'number', integer: true, ...limits },
      values: fc.oneof(small, fc.constantFrom(0.5, 2 ** 53, -(2 ** 53), 2 ** 53 - 1)),
    }),
  ),
  range.map(
    (limits): Kind => ({
      traits: { type: 'date', ...limits },
      values: fc.oneof(small, fc.constantFrom(0.5, 1e15, 253_402_300_799_999)),
    }),
  ),
  range.map(
    (limits): Kind => ({
      traits: { type: 'money', ...limits },
      values: fc.oneof(
        fc.record({ amount: small, currency: fc.constantFrom('USD', 'usd', 'US') }),
        fc.constantFrom({ amount: 1 }, { amount: 0.5, currency: 'USD' }, { amount: 2 ** 53 }),
        fc.constant({ amount: 1, currency: 'USD', note: 'x' }),
      ),
    }),
  ),
  fc.constant<Kind>({
    traits: { type: 'money', currency: 'EUR' },
    values: fc.record({ amount: small, currency: fc.constantFrom('EUR', 'USD') }),
  }),
  fc.constant<Kind>({ traits: { type: 'boolean' }, values: fc.boolean() }),
  fc.constant<Kind>({
    traits: { type: 'enum', enumValues: ['a', 'b"'] },
    values: fc.constantFrom('a', 'b"', 'c'),
  }),
  fc.constant<Kind>({
    traits: { type: 'ref', refEntity: 'Order' },
    values: fc.constantFrom(id, id.slice(4), 'x', `${id}X`, id.toLowerCase(), `8${id}`),
  }),
  sizes.map(
    (limits): Kind => ({
      traits: { type: 'ref[]', refEntity: 'Order', ...limits },
      values: fc.array(fc.constantFrom(id, id, id, 'x'), { maxLength: 4 }),
    }),
  ),
  fc.constant<Kind>({ traits: { type: 'json' }, values: fc.jsonValue({ maxDepth: 2 }) }),
  fc.constant<Kind>({
    traits: { type: 'geo.point' },
    values: fc.constantFrom(
      { lat: 1, lng: 2 },
      { lat: 91, lng: 2 },
      { lat: 1 },
      { lat: 1, lng: 2, alt: 3 },
    ),
  }),
  fc.constant<Kind>({
    traits: { type: 'geo.polygon' },
    values: fc
      .array(ring, { maxLength: 2 })
      .map((coordinates) => ({ type: 'Polygon', coordinates })),
  }),
  fc.constant<Kind>({
    traits: { type: 'geo.linestring' },
    values: ring.map((coordinates) => ({ type: 'LineString', coordinates })),
  }),
)

const others = fc.constantFrom<unknown>(null, 1, 'a', true, [], {}, [null], { a: 1 })

const absent = Symbol('absent')

const question = fc.tuple(scalarKinds, fc.boolean()).chain(([{ traits, values }, required]) => {
  const value = fc.oneof(
    { weight: 6, arbitrary: values },
    { weight: 1, arbitrary: others },
    { weight: 1, arbitrary: fc.constant(absent) },
  )
  const one: FieldSchema = { key: 'a', ...traits, required }
  return fc.record({ one: fc.constant(one), values: fc.array(value, { minLength: 20 }) })
})

function record(value: unknown): Record<string, unknown> {
  return value === absent ? {} : { a: value }
}

test('ajv and the validator agree on any value of any field, alone and in a list', () => {
  const accepted = { true: 0, false: 0 }

  fc.assert(
    fc.property(question, ({ one, values }) => {
      const list: FieldSchema = { key: 'lines', type: 'list', items: [one], maxLength: 2 }
      const alone = verdicts([one], [...values.map(record), { ...record(values[0]), z: 1 }])
      const listed = verdicts(
        [list],
        values.map((value, index) => ({ lines: [record(value), record(values[index - 1])] })),
      )

      for (const { jsonSchema, ours } of [...alone, ...listed]) {
        expect(jsonSchema).toBe(ours)
        accepted[ours ? 'true' : 'false'] += 1
      }
    }),
    { numRuns: 200 },
  )
  expect(accepted.true).toBeGreaterThan(1_000)
  expect(accepted.false).toBeGreaterThan(1_000)
}, 60_000)

test('what JSON Schema cannot say is refused by the validator alone', () => {
  const fields = keyed({
    text: field.string({ optional: true }),
    price: field.money({ optional: true }),
    zone: field.geoPolygon({ optional: true }),
  })
  const open = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ]

  const found = verdicts(fields, [
    { text: 'a\0' },
    { price: { amount: 1, currency: 'ZZZ' } },
    { zone: { type: 'Polygon', coordinates: [open] } },
  ])

  expect(found).toEqual(found.map(() => ({ jsonSchema: true, ours: false })))
})
