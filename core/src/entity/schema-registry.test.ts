/** The entities of a system by name, and what is written from them. */
import { expect, test } from 'vitest'
import { CoreError } from '../errors/index.ts'
import { field, Validators } from '../schema/index.ts'
import { defineEntity } from './define-entity.ts'
import { type EntityPlace, entitySchema } from './entity-schema.ts'
import type { EntityData } from './entity-data.ts'
import { EntitySchemaRegistry } from './schema-registry.ts'

const Customer = defineEntity({
  name: 'Customer',
  idPrefix: 'cus_',
  fields: { name: field.string({ maxLength: 80 }), seat: field.geoPoint({ optional: true }) },
})

const Order = defineEntity({
  name: 'Order',
  idPrefix: 'ord_',
  fields: {
    number: field.string({ unique: true, minLength: 2, maxLength: 20, label: 'Order number' }),
    customerId: field.ref(Customer),
    parentId: field.ref('Order', { optional: true }),
    watcherIds: field.refs(Customer, { max: 5 }),
    status: field.oneOf(['draft', 'on-hold'], { default: 'draft' }),
    total: field.money({ currency: 'KWD', min: 0 }),
    dueAt: field.date({ validators: [Validators.future()] }),
    pin: field.string({ optional: true, sensitive: true, maxLength: 4 }),
    note: field.string({ optional: true }),
  },
})

const driven = new Map([['status', 'draft']])
const sales: EntityPlace = { namespace: 'sales', driven, trusted: true }

function registry(): EntitySchemaRegistry {
  const entities = new EntitySchemaRegistry({ now: () => 1_000 })
  entities.register(entitySchema(Customer, { namespace: 'crm' }))
  entities.register(entitySchema(Order, sales))
  return entities
}

const order = {
  number: 'A-1',
  customerId: 'cus_01ARZ3NDEKTSV4RRFFQ69G5FAV',
  watcherIds: [],
  total: { amount: 1_250, currency: 'KWD' },
  dueAt: 1_001,
}

test('entities are found by name and listed by module', () => {
  const entities = registry()

  expect(entities.get('Order').namespace).toBe('sales')
  expect(entities.getAll().map(({ name }) => name)).toEqual(['Customer', 'Order'])
  expect(entities.getAll('crm').map(({ name }) => name)).toEqual(['Customer'])
  expect(entities.find('Odrer')).toBeUndefined()
})

test('an unknown entity is refused with the one that was meant', () => {
  expect(() => registry().get('Odrer')).toThrow(
    'no module declares the entity "Odrer". Did you mean "Order"?',
  )
  expect(() => registry().get('__proto__')).toThrow(CoreError)
})

test('a name that is taken, a name that is none, and fields that are none are refused', () => {
  const entities = registry()
  const bad = { ...entitySchema(Order, sales), name: 'a b', fields: [{ key: 'X', type: 'txt' }] }

  expect(() => entities.register(entitySchema(Order, sales))).toThrow('its name is taken already')
  expect(() => entities.register(bad as never)).toThrow('entity a b: its name must be PascalCase; ')
  expect(entities.getAll()).toHaveLength(2)
})

test('values are checked, and completed when they are in order', () => {
  const checked = registry().validate('Order', order)

  expect(checked).toEqual({
    ok: true,
    value: { ...order, parentId: null, status: 'draft', pin: null, note: null },
  })
})

test('what is wrong comes back at once, and never what is sensitive', () => {
  const checked = registry().validate('Order', { ...order, number: 'A', pin: 'hush-hush' })

  expect(checked.ok).toBe(false)
  expect(!checked.ok && checked.error.failures.map(({ message }) => message)).toEqual([
    'number must have at least 2 characters, and has 1',
    'pin must have at most 4 characters',
  ])
})

test('the time of the check is the clock’s, or the one given', () => {
  const entities = registry()

  expect(entities.validate('Order', { ...order, dueAt: 1_000 }).ok).toBe(false)
  expect(entities.validate('Order', { ...order, dueAt: 1_000 }, { now: 999 }).ok).toBe(true)
})

test('a form says how each value is entered, and what cannot be', () => {
  const form = registry().generateFormSchema('Order')

  expect(form).toMatchObject({ entity: 'Order', title: 'Order' })
  expect(form.fields.map(({ key, widget, required }) => [key, widget, required])).toEqual([
    ['number', 'text', true],
    ['customerId', 'reference', true],
    ['parentId', 'reference', false],
    ['watcherIds', 'references', true],
    ['status', 'select', false],
    ['total', 'money', true],
    ['dueAt', 'instant', true],
    ['pin', 'text', false],
    ['note', 'textarea', false],
  ])
  expect(form.fields[0]).toEqual({
    key: 'number',
    label: 'Order number',
    widget: 'text',
    required: true,
    readOnly: false,
    sensitive: false,
    minLength: 2,
    maxLength: 20,
  })
  expect(form.fields[4]).toMatchObject({
    readOnly: true,
    default: 'draft',
    options: [
      { value: 'draft', label: 'Draft' },
      { value: 'on-hold', label: 'On hold' },
    ],
  })
  expect(form.fields[5]).toMatchObject({ currency: 'KWD', decimals: 3, min: 0 })
})

test('a record is described with all that every record has', () => {
  const schema = registry().generateOpenAPISchema('Customer', 'output')

  expect(schema).toMatchObject({
    properties: { id: { type: 'string' }, version: { minimum: 1 }, meta: { type: 'object' } },
    required: expect.arrayContaining(['id', 'organizationId', 'version', 'name', 'seat', 'meta']),
  })
})

test('a diagram has a block for each entity and a line for each ref', () => {
  expect(registry().generateDiagram()).toBe(`erDiagram
  Customer {
    id id PK
    string name
    geo_point seat
  }
  Order {
    id id PK
    string number UK
    ref customerId FK
    ref parentId FK
    ref[] watcherIds FK
    enum status
    money total
    date dueAt
    string pin
    string note
  }
  Customer ||--o{ Order : customerId
  Order |o--o{ Order : parentId
  Customer }o--o{ Order : watcherIds
`)
})

test('an entity comes as plain data too, and everything is written from it', () => {
  const entities = registry()
  entities.register({
    name: 'Parcel',
    namespace: 'post',
    fields: [
      { key: 'orderId', type: 'ref', refEntity: 'Order', required: true },
      { key: 'grams', type: 'number', integer: true, validators: [Validators.positive()] },
      { key: 'label', type: 'string', default: 'small', validators: [Validators.minLength(2)] },
    ],
  })
  const orderId = 'ord_01ARZ3NDEKTSV4RRFFQ69G5FAV'

  expect(entities.get('Parcel')).toMatchObject({ idPrefix: 'parcel_', plural: 'parcels' })
  expect(entities.validate('Parcel', { orderId })).toMatchObject({
    ok: true,
    value: { orderId, grams: null, label: 'small' },
  })
  expect(entities.validate('Parcel', { orderId, grams: 0 })).toMatchObject({
    ok: false,
    error: { failures: [{ path: 'grams', code: 'positive' }] },
  })
  expect(entities.generateTypeScript('Parcel')).toContain('"grams": number | null')
  expect(entities.generateOpenAPISchema('Parcel')).toMatchObject({
    required: ['orderId'],
    properties: { grams: { exclusiveMinimum: 0 }, label: { minLength: 2 } },
  })
  expect(entities.generateFormSchema('Parcel').fields).toMatchObject([
    { key: 'orderId', entity: 'Order' },
    { key: 'grams', checks: [{ code: 'positive', message: 'must be more than zero' }] },
    { key: 'label', minLength: 2 },
  ])
})

const parcel = { name: 'Parcel', namespace: 'post', fields: [{ key: 'grams', type: 'number' }] }

test.each([
  [{ name: 'Parcel', namespace: 'post' }, 'the fields must be a list'],
  [{ name: 'Parcel', fields: [] }, 'its namespace must be the id of a module'],
  [{ namespace: 'post', fields: [] }, 'its name must be PascalCase'],
  [{ name: 'Parcel', namespace: 'post', fields: [{ key: 'a', type: 'txt' }] }, 'field "a"'],
  [{ ...parcel, idPrefix: 'Par ' }, 'its idPrefix must be like "ord_"'],
  [{ ...parcel, plural: {} }, 'its plural must be like "order-lines"'],
  [{ ...parcel, softDelete: 'no' }, 'its softDelete must be true or false'],
  [{ ...parcel, indexes: 7 }, 'its indexes must be lists of keys of its fields'],
  [{ ...parcel, uniqueConstraints: [['grms']] }, '"grms" is no key of its fields. Did you mean'],
  [{ ...parcel, hooks: { beforeSave: 'x' } }, 'its hooks must be functions'],
  [{ ...parcel, storedFields: [], targetOf: 1 }, 'it says "storedFields"'],
  [null, 'it must be an object with a name, a namespace and fields'],
])('plain data that is not in order is refused: %j', (data, problem) => {
  const entity: EntityData = JSON.parse(JSON.stringify(data))

  expect(() => registry().register(entity)).toThrow(
    expect.objectContaining({
      code: 'system.invalid',
      message: expect.stringContaining(problem),
    }),
  )
})

test('plain data that throws when it is read is refused, and calls nothing further', () => {
  const entity: EntityData = Object.defineProperty({ ...parcel, fields: [] }, 'name', {
    enumerable: true,
    get: () => {
      throw new Error('read me')
    },
  })

  expect(() => registry().register(entity)).toThrow('entity: it cannot be read')
})

test('a form narrows its limits by the validators, and names the others', () => {
  const entities = registry()
  entities.register({
    name: 'Contact',
    namespace: 'crm',
    fields: [
      {
        key: 'mail',
        type: 'string',
        maxLength: 300,
        validators: [Validators.email(), Validators.unique()],
      },
      {
        key: 'age',
        type: 'number',
        min: 3,
        validators: [Validators.min(18), Validators.max(150), () => null],
      },
      { key: 'code', type: 'string', validators: [Validators.pattern(/^[A-Z]+$/)] },
    ],
  })

  expect(entities.generateFormSchema('Contact').fields).toMatchObject([
    { key: 'mail', format: 'email', maxLength: 254, checks: [{ code: 'unique' }] },
    { key: 'age', min: 18, max: 150 },
    { key: 'code', pattern: '^[A-Z]+$' },
  ])
})
