/** Generated code and closures are two ways to the same answer. */
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { FieldSchema } from '../../field.ts'
import { Validators } from '../../validators.ts'
import { createValidator } from '../schema-validator.ts'

const context = {
  entity: {},
  schema: { name: 'Order', fields: [] },
  actorId: 'act_1',
  orgId: 'org_1',
  isCreate: true,
  isUpdate: false,
  now: 0,
}
const id = 'ord_01ARZ3NDEKTSV4RRFFQ69G5FAV'

const limits = fc.record({
  min: fc.integer({ min: -3, max: 1 }),
  max: fc.integer({ min: 1, max: 9 }),
})
const lengths = fc.record({
  minLength: fc.integer({ min: 0, max: 2 }),
  maxLength: fc.integer({ min: 2, max: 4 }),
})
const nothing = fc.constant({})

const scalar = fc.oneof(
  fc.record({ type: fc.constant('string' as const), limits: fc.oneof(lengths, nothing) }),
  fc.record({ type: fc.constant('number' as const), limits: fc.oneof(limits, nothing) }),
  fc.record({
    type: fc.constant('number' as const),
    limits: fc.constant({ integer: true, validators: [Validators.positive()] }),
  }),
  fc.record({ type: fc.constant('date' as const), limits: fc.oneof(limits, nothing) }),
  fc.record({
    type: fc.constant('money' as const),
    limits: fc.oneof(limits, fc.constant({ currency: 'USD' })),
  }),
  fc.record({
    type: fc.constant('enum' as const),
    limits: fc.constantFrom(
      { enumValues: ['a', '"\u2028'] },
      { enumValues: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] },
    ),
  }),
  fc.record({
    type: fc.constant('ref' as const),
    limits: fc.constantFrom({ refEntity: 'Order' }, { refEntity: 'Order', refField: 'code' }),
  }),
  fc.record({
    type: fc.constant('ref[]' as const),
    limits: fc
      .tuple(lengths, fc.constantFrom({}, { refField: 'code' }))
      .map(([sizes, by]) => ({ ...sizes, ...by, refEntity: 'Order' })),
  }),
  fc.record({
    type: fc.constantFrom(...(['boolean', 'json', 'geo.point', 'geo.polygon'] as const)),
    limits: nothing,
  }),
  fc.record({ type: fc.constant('geo.linestring' as const), limits: nothing }),
)

const traits = fc.record({ required: fc.boolean(), sensitive: fc.boolean() })

const flatField = (key: string): fc.Arbitrary<FieldSchema> =>
  fc
    .tuple(scalar, traits)
    .map(([kind, trait]) => ({ key, type: kind.type, ...kind.limits, ...trait }))

const flatFields = (keys: readonly string[]) => fc.tuple(...keys.map(flatField))

const listField = fc.tuple(flatFields(['a', 'b']), lengths, traits).map(
  ([items, sizes, trait]): FieldSchema => ({
    key: 'lines',
    type: 'list',
    items,
    ...sizes,
    ...trait,
  }),
)

const schemas = fc.tuple(flatField('x'), flatField('y'), listField)

const ring = { type: 'Polygon', coordinates: [[0, 1, 2, 0].map((lng) => [lng, lng % 2])] }

const values = fc.oneof(
  fc.constantFrom<unknown>(id, 'a', 'abc', '"\u2028', '\0', '\ud800', '', null, undefined, -0),
  fc.constantFrom<unknown>(Number.NaN, 1.5, 0, 3, 1e16, true, [], [id], [id, 'x'], {}),
  fc.constantFrom<unknown>({ amount: 2, currency: 'USD' }, { amount: 2.5, currency: 'X', x: 1 }),
  fc.constantFrom<unknown>({ lat: 1, lng: 2 }, { lat: 91, lng: 2 }, ring, { ...ring, a: 1 }),
  fc.anything({ maxDepth: 2, withNullPrototype: true, withMap: true, withDate: true }),
)

const items = fc.array(
  fc.oneof(
    fc.record({ a: values, b: values, z: values, '': values }, { requiredKeys: [] }),
    values,
  ),
  { maxLength: 5 },
)

const inputs = fc.oneof(
  fc.record(
    { x: values, y: values, lines: fc.oneof(items, values), other: values },
    { requiredKeys: [] },
  ),
  values,
)

test('generated code and closures report the same of any value under any schema', () => {
  fc.assert(
    fc.property(schemas, inputs, (fields, input) => {
      const generated = createValidator(fields, { trusted: true }).check(input, context)
      const closures = createValidator(fields).check(input, context)

      expect(JSON.stringify(generated)).toBe(JSON.stringify(closures))
    }),
    { numRuns: 2_000 },
  )
})

test('of what throws when it is read both ways say the same', () => {
  const throwing = () => {
    throw new Error('read by somebody')
  }
  const unreadable = [
    Object.defineProperty([1], 'a', { get: throwing }),
    Object.defineProperty({}, 'a', { get: throwing, enumerable: true }),
    new Proxy([1], { get: throwing }),
    new Proxy({}, { getPrototypeOf: throwing }),
  ]
  const fields: readonly FieldSchema[] = [{ key: 'a', type: 'string', required: true }]
  const [generated, closures] = [true, false].map((trusted) => createValidator(fields, { trusted }))

  for (const input of unreadable) {
    const told = generated?.check(input, context)
    expect(told).toMatchObject([{ code: expect.stringMatching(/^(type|unreadable)$/) }])
    expect(told).toEqual(closures?.check(input, context))
  }
})

test('a schema without fields refuses every key, both ways', () => {
  const input = { a: 1, lines: [{}] }

  const generated = createValidator([], { trusted: true }).check(input, context)

  expect(generated).toMatchObject([{ path: 'a' }, { path: 'lines' }])
  expect(JSON.stringify(generated)).toBe(JSON.stringify(createValidator([]).check(input, context)))
})

test('a sensitive schema tells nothing that was put in, whatever it was', () => {
  const marked = fc.constantFrom<unknown>(
    'hush',
    { hush: 'hush' },
    ['hush'],
    [{ hush: 1, a: 'hush' }],
  )

  fc.assert(
    fc.property(schemas, fc.record({ x: marked, y: marked, lines: marked }), (fields, input) => {
      const secret = fields.map((field) => ({ ...field, sensitive: true }))

      const failures = createValidator(secret).check(input, context)

      expect(JSON.stringify(failures)).not.toContain('hush')
    }),
    { numRuns: 500 },
  )
})

test('both ways complete a record in the same way', () => {
  const fields: readonly FieldSchema[] = [
    { key: 'a', type: 'string', default: 'x' },
    { key: 'b', type: 'json' },
    { key: 'c', type: 'list', items: [{ key: 'd', type: 'number', default: () => 1 }] },
  ]
  const input = fc.record({ a: values, b: values, c: items }, { requiredKeys: [] })

  fc.assert(
    fc.property(input, (value) => {
      const generated = createValidator(fields, { trusted: true }).complete(value)

      expect(generated).toStrictEqual(createValidator(fields).complete(value))
    }),
  )
})

test('where the host forbids code generation, closures take over', () => {
  const forbidden = vi.fn(function forbid() {
    throw new EvalError('Code generation from strings disallowed for this context')
  })
  vi.stubGlobal('Function', forbidden)

  const failures = createValidator([{ key: 'x', type: 'string', required: true }], {
    trusted: true,
  }).check({}, context)

  vi.unstubAllGlobals()
  expect(forbidden).toHaveBeenCalled()
  expect(failures).toMatchObject([{ path: 'x', code: 'required' }])
})
