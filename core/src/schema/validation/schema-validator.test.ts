/** What a schema accepts, and what it says of the rest. */
import { expect, test } from 'vitest'
import type { FieldSchema, ValidationContext } from '../field.ts'
import { field, keyed } from '../field-builders.ts'
import { Validators } from '../validators.ts'
import { createValidator } from './schema-validator.ts'

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

const order = keyed({
  number: field.string({ minLength: 2, maxLength: 5 }),
  customerId: field.ref('Customer'),
  status: field.oneOf(['draft', 'placed'], { default: 'draft' }),
  total: field.money({ min: 1 }),
  note: field.string({ optional: true, sensitive: true, maxLength: 5 }),
  lines: field.list({ quantity: field.integer({ min: 1 }) }, { min: 1, max: 3 }),
})

const sound = {
  number: 'A-1',
  customerId: id,
  total: { amount: 100, currency: 'USD' },
  lines: [{ quantity: 1 }],
}

// Both ways of checking are asked each time: they must say the same.
function messages(fields: readonly FieldSchema[], value: unknown): readonly string[] {
  const [closures, generated] = [false, true].map((trusted) =>
    createValidator(fields, { trusted })
      .check(value, context)
      ?.map(({ message }) => message),
  )
  expect(generated).toEqual(closures)
  return generated ?? []
}

test('a value in order has no failures', () => {
  const failures = createValidator(order, { trusted: true }).check(sound, context)

  expect(failures).toBeNull()
})

test('every failure is told at once, each with the field, the value and what is allowed', () => {
  const value = {
    number: 'A-100000',
    customerId: 'x',
    status: 'placd',
    total: { amount: 0, currency: 'USD' },
    lines: [{ quantity: 1 }, { quantity: 0.5, price: 1 }],
  }

  expect(messages(order, value)).toEqual([
    'number must have at most 5 characters, and has 8',
    'customerId must be the id of a record of Customer, a prefix and a ULID, not "x"',
    'status must be one of "draft", "placed", not "placd". Did you mean "placed"?',
    'total must be at least 0.01 USD, not 0.00 USD',
    'lines.1.quantity must be a whole number within ±(2^53 − 1), not 0.5',
    'lines.1.quantity must be at least 1, not 0.5',
    'lines.1.price is not a field. There is: quantity',
  ])
})

test('a failure has a path, a code and facts for programs', () => {
  const [failure] = createValidator(order).check({ ...sound, number: 'A' }, context) ?? []

  expect(JSON.parse(JSON.stringify(failure))).toEqual({
    path: 'number',
    code: 'min-length',
    params: { min: 2, actual: 1 },
    message: 'number must have at least 2 characters, and has 1',
  })
})

test('an unknown field is refused by name, with the one that was meant', () => {
  expect(messages(order, { ...sound, numbr: 'A' })).toEqual([
    'numbr is not a field. Did you mean "number"?',
  ])
})

test('an own key __proto__ is an unknown field', () => {
  const value: unknown = JSON.parse(`{ "__proto__": {}, ${JSON.stringify(sound).slice(1)}`)

  expect(messages(order, value)).toEqual([
    '__proto__ is not a field. There is: number, customerId, status, total, note, lines',
  ])
})

test('an absent optional field and one with a default are in order; null is not a value', () => {
  expect(messages(order, { ...sound, note: null, status: undefined })).toEqual([])
  expect(messages(order, { ...sound, status: null, number: null })).toEqual([
    'number is required',
    'status is required',
  ])
})

test.each([[null], [[]], ['text'], [new Date(0)], [new Map()]])(
  'a record is a plain object, not %s',
  (value) => {
    expect(messages(order, value)).toHaveLength(1)
  },
)

test('an object without a prototype is a record', () => {
  const bare: Record<string, unknown> = Object.assign(Object.create(null), sound)

  expect(messages(order, bare)).toEqual([])
})

test('a sensitive value appears neither in messages nor in facts', () => {
  const fields = keyed({
    note: field.string({ sensitive: true, maxLength: 5, validators: [saysAll] }),
    pin: field.oneOf(['1', '2'], { sensitive: true }),
    data: field.json({ sensitive: true }),
  })
  const value = { note: 'hush', pin: 'hush', data: { hush: () => 1 } }

  const failures = createValidator(fields, { trusted: true }).check(value, context)

  expect(failures).toHaveLength(3)
  expect(JSON.stringify(failures)).not.toContain('hush')
})

test('a validator of one’s own runs when the built-in checks of its field found nothing', () => {
  const fields = keyed({ mail: field.string({ maxLength: 20, validators: [Validators.email()] }) })

  expect(messages(fields, { mail: 'nobody' })).toEqual(['mail must be an e-mail address'])
  expect(messages(fields, { mail: 'nobody'.repeat(5) })).toEqual([
    'mail must have at most 20 characters, and has 30',
  ])
})

test('a validator sees the record and whether it is new', () => {
  const seen: unknown[] = []
  const look = (_value: unknown, { entity, isCreate }: ValidationContext) => {
    seen.push(entity, isCreate)
    return null
  }
  const fields = keyed({ name: field.string({ validators: [look] }) })

  createValidator(fields).check({ name: 'x' }, context)

  expect(seen).toEqual([{}, true])
})

test('a hostile input gets a bounded answer', () => {
  const value = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`x${index}`, 1]))
  const rows = Array.from({ length: 3 }, () => ({ quantity: 'x', ...value }))

  expect(messages(order, value)).toHaveLength(100)
  expect(messages(order, { ...sound, lines: rows })).toHaveLength(100)
  expect(messages(order, { ...sound, ['y'.repeat(1_000_000)]: 1 })[0]?.length).toBeLessThan(200)
})

test.each([false, true])('what throws when it is read is refused (trusted: %s)', (trusted) => {
  const validator = createValidator(order, { trusted })
  const trap = () => {
    throw new Error('a trap')
  }
  const values = [
    new Proxy({}, { getPrototypeOf: trap }),
    new Proxy({}, { ownKeys: trap }),
    new Proxy({}, { get: trap }),
    Object.defineProperty({ ...sound }, 'number', { get: trap, enumerable: true }),
    { ...sound, lines: [new Proxy({}, { get: trap, ownKeys: () => ['x'], ...enumerable })] },
  ]

  const codes = values.map((value) => validator.check(value, context)?.map(({ code }) => code))

  expect(codes).toEqual(values.map(() => ['unreadable']))
})

const enumerable: ProxyHandler<object> = {
  getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
}

test.each([false, true])('what a validator throws is not hidden (trusted: %s)', (trusted) => {
  const broken = () => {
    throw new Error('the validator is broken')
  }
  const fields = keyed({ name: field.string({ validators: [broken] }) })

  const check = () => createValidator(fields, { trusted }).check({ name: 'x' }, context)

  expect(check).toThrow('the validator is broken')
})

test.each([false, true])(
  'behind a hundred failures no validator is asked about what has not its type (trusted: %s)',
  (trusted) => {
    const upper = (value: unknown) => (String(value).at(0) === 'x' ? null : refusal)
    const fields = keyed({
      lines: field.list({ quantity: field.integer() }),
      name: field.string({ validators: [upper] }),
    })
    const lines = Array.from({ length: 200 }, () => ({ quantity: 'x' }))
    const value = { lines, name: { toString: () => expect.unreachable() } }

    const failures = createValidator(fields, { trusted }).check(value, context)

    expect(failures).toHaveLength(100)
  },
)

const refusal = { code: 'upper', params: {}, message: 'must begin with x' }

test('an object that carries a prototype of its own is no record', () => {
  const inheriting: unknown = Object.create({ number: 'A-1' }, {})

  expect(messages(order, inheriting)).toEqual([
    'the value must be a plain object, not one with a prototype of its own',
  ])
})

test('what a list leaves out is not in order', () => {
  const holes: unknown[] = []
  holes[2] = id
  const fields = keyed({ tags: field.refs('Tag') })

  expect(messages(fields, { tags: holes })).toEqual([
    'tags.0 must be an id, not undefined',
    'tags.1 must be an id, not undefined',
  ])
})

test.each([false, true])('a complete record has every key in order (trusted: %s)', (trusted) => {
  const fields = keyed({
    number: field.string(),
    status: field.oneOf(['draft', 'placed'], { default: 'draft' }),
    at: field.date({ default: () => 7 }),
    note: field.string({ optional: true }),
    lines: field.list({
      quantity: field.integer({ default: 1 }),
      name: field.string({ optional: true }),
    }),
  })

  const complete = createValidator(fields, { trusted }).complete({
    lines: [{}, { quantity: 2, name: 'x' }],
    number: 'A',
  })

  expect(JSON.stringify(complete)).toBe(
    '{"number":"A","status":"draft","at":7,"note":null,"lines":[{"quantity":1,"name":null},{"quantity":2,"name":"x"}]}',
  )
})

test('a schema that contradicts itself is refused when it is first used', () => {
  const validator = createValidator([{ key: 'x', type: 'enum' }])

  expect(() => validator.check({}, context)).toThrow(
    'field "x" is a field of type enum and needs "enumValues"',
  )
})

function saysAll(value: unknown) {
  return { code: 'says-all', params: { value }, message: `must not be ${String(value)}` }
}
