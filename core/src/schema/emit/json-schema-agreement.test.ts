/** What JSON Schema says of fields, and what the validator says, is the same. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FieldSchema, ValidationContext, Validator } from '../field.ts'
import { field, keyed } from '../field-builders.ts'
import { jsonSchemaOf } from './json-schema.ts'
import { Validators } from '../validators.ts'
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
  const formats = { int64: true, email: true, uri: true } as const
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, formats })
  const schema = jsonSchemaOf(fields, 'input')
  const extensions = new Set(JSON.stringify(schema).match(/x-plinth-[a-z-]+/g))
  for (const extension of extensions) ajv.addKeyword(extension)
  const isSchema = ajv.compile(schema)
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

const lengths = fc.integer({ min: 0, max: 3 })
const magnitudes = fc.oneof(
  small.map((limit) => Validators.min(limit)),
  small.map((limit) => Validators.max(limit)),
  fc.constant(Validators.positive()),
  fc.constant(Validators.nonZero()),
)

function kindWith(
  types: readonly FieldSchema['type'][],
  validators: fc.Arbitrary<Validator>,
  values: fc.Arbitrary<unknown>,
): fc.Arbitrary<Kind> {
  const limits = types.includes('money') || types.includes('number') ? range : fc.constant({})
  return fc
    .tuple(fc.constantFrom(...types), fc.array(validators, { minLength: 1, maxLength: 3 }), limits)
    .map(([type, several, within]): Kind => {
      const some = type === 'enum' ? { enumValues: ['a', 'ab', 'a@b.co', '+4930123', 'x-y'] } : {}
      const refers = type === 'ref[]' ? { refEntity: 'Order' } : {}
      return { traits: { type, ...some, ...refers, ...within, validators: several }, values }
    })
}

const question = questionOf(scalarKinds)

function questionOf(kinds: fc.Arbitrary<Kind>) {
  return fc.tuple(kinds, fc.boolean()).chain(([{ traits, values }, required]) => {
    const value = fc.oneof(
      { weight: 6, arbitrary: values },
      { weight: 1, arbitrary: others },
      { weight: 1, arbitrary: fc.constant(absent) },
    )
    const one: FieldSchema = { key: 'a', ...traits, required }
    return fc.record({ one: fc.constant(one), values: fc.array(value, { minLength: 20 }) })
  })
}

function record(value: unknown): Record<string, unknown> {
  return value === absent ? {} : { a: value }
}

test('ajv and the validator agree on any value of any field, alone and in a list', () => {
  const accepted = agreementOn(question, 200)

  expect(accepted.true).toBeGreaterThan(1_000)
  expect(accepted.false).toBeGreaterThan(1_000)
}, 60_000)

/** Asks both of each value, alone, in a list, and beside a key that is not declared; counts the answers. */
function agreementOn(
  questions: typeof question,
  numRuns: number,
): Record<'true' | 'false', number> {
  const accepted = { true: 0, false: 0 }
  fc.assert(
    fc.property(questions, ({ one, values }) => {
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
    { numRuns },
  )
  return accepted
}

/** Validators that JSON Schema has words for, with fields that they are about, and values near their limits. */
const validatedKinds: fc.Arbitrary<Kind> = fc.oneof(
  kindWith(
    ['string', 'enum'],
    fc.oneof(
      lengths.map((length) => Validators.minLength(length)),
      lengths.map((length) => Validators.maxLength(length)),
      fc
        .constantFrom(/^a/, /^.{2}$/, /\d|\w$/g, /^[^a]*$/u, /a|b$/u)
        .map((pattern) => Validators.pattern(pattern)),
      fc.constant(Validators.email()),
      fc.constant(Validators.phone()),
    ),
    fc.oneof(
      words,
      fc.constantFrom('a@b.co', 'a@b', 'a b@c.de', `${'a'.repeat(249)}@b.co`, 'ab', 'é'),
      fc.constantFrom('+4930123', '+0', '030', '+1234567890123456', 'https://a.b', 'x-y'),
    ),
  ),
  kindWith(
    ['number', 'date'],
    magnitudes,
    fc.oneof(small, fc.constantFrom(0.5, -0.5, 1e15, -1e15)),
  ),
  kindWith(
    ['money'],
    magnitudes,
    fc.record({ amount: small, currency: fc.constantFrom('USD', 'USD', 'us') }),
  ),
  kindWith(
    ['ref[]'],
    fc.oneof(
      lengths.map((length) => Validators.minLength(length)),
      lengths.map((length) => Validators.maxLength(length)),
    ),
    fc.array(fc.constantFrom(id, id, 'x'), { maxLength: 4 }),
  ),
)

test('ajv and the validator agree on what validators ask for, several together and with limits', () => {
  const accepted = agreementOn(questionOf(validatedKinds), 300)

  expect(accepted.true).toBeGreaterThan(1_000)
  expect(accepted.false).toBeGreaterThan(1_000)
}, 60_000)

test('a pattern counts characters as JSON Schema does', () => {
  const pair = keyed({ pair: field.string({ validators: [Validators.pattern(/^.{2}$/)] }) })

  const found = verdicts(pair, [{ pair: '😀b' }, { pair: '😀' }])

  expect(found).toEqual([
    { jsonSchema: true, ours: true },
    { jsonSchema: false, ours: false },
  ])
})

test('what JSON Schema has no word for stands under the code that is told when it fails', () => {
  const even = Validators.custom((value) => Number(value) % 2 === 0, {
    code: 'even',
    message: 'must be even',
  })
  const fields = keyed({
    due: field.date({ validators: [Validators.future(), Validators.past()] }),
    customerId: field.ref('Customer', {
      validators: [Validators.refExists(), Validators.unique()],
    }),
    site: field.string({ validators: [Validators.url()] }),
    code: field.string({ validators: [Validators.pattern(/^a/i), Validators.minLength(2)] }),
    size: field.number({ validators: [even, () => null, Validators.minLength(3)] }),
  })

  expect(jsonSchemaOf(fields, 'input')).toMatchObject({
    properties: {
      due: { 'x-plinth-future': true, 'x-plinth-past': true },
      customerId: { 'x-plinth-ref-exists': true, 'x-plinth-unique': true },
      site: { format: 'uri', maxLength: 2_048, 'x-plinth-url': true },
      code: { minLength: 2, 'x-plinth-pattern': { pattern: '^a', flags: 'i' } },
      size: {
        'x-plinth-even': true,
        'x-plinth-custom': true,
        'x-plinth-min-length': { min: 3 },
      },
    },
  })
  expect(jsonSchemaOf(fields, 'output')).not.toMatchObject({
    properties: { due: { 'x-plinth-future': true } },
  })
})

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
