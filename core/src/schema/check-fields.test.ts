/** Mistakes in fields that come as data, each in a sentence. */
import { expect, test } from 'vitest'
import { checkFields } from './check-fields.ts'
import type { FieldSchema } from './field.ts'
import { field, keyed } from './field-builders.ts'

// Data from a file is not typed; the test hands it over as such.
function problems(...fields: readonly object[]): readonly string[] {
  return checkFields(fields as readonly FieldSchema[])
}

test('what the builders make is in order', () => {
  const fields = keyed({
    number: field.string({ unique: true, maxLength: 20, default: 'A' }),
    status: field.oneOf(['draft'], { default: 'draft' }),
    at: field.date({ default: () => 1 }),
    tags: field.refs('Tag', { max: 3 }),
  })

  expect(checkFields(fields)).toEqual([])
})

test('a misspelt option is named with the right one', () => {
  expect(problems({ key: 'total', type: 'money', requird: true })).toEqual([
    'field "total" has the option "requird", which no field knows. Did you mean "required"?',
  ])
})

test('an unknown type is named with the right one', () => {
  expect(problems({ key: 'total', type: 'mony' })).toEqual([
    'field "total" has no known type: "mony". Did you mean "money"?',
  ])
})

test('an option of another type is refused', () => {
  expect(problems({ key: 'total', type: 'string', min: 1 })).toEqual([
    'field "total" is of type string and takes no "min"; that is for: number, date, money',
  ])
})

test('an option has its kind of value', () => {
  expect(problems({ key: 'total', type: 'string', maxLength: '20', unique: 1 })).toEqual([
    'field "total" must have as "maxLength" a whole number, 0 or more, not "20"',
    'field "total" must have as "unique" true or false, not 1',
  ])
})

test('a key is a word of its own', () => {
  const text = { type: 'string' }

  expect(problems({ key: 'Total', ...text }, { key: '__proto__', ...text })).toHaveLength(2)
  expect(problems({ key: 'toString', ...text })).toEqual([
    'field "toString" has a key that every object has; choose another',
  ])
  expect(problems({ key: 'a', ...text }, { key: 'a', ...text })).toEqual([
    'field "a" is declared twice',
  ])
})

test('a record has its base fields by itself; a message may have fields of those names', () => {
  const fields: readonly FieldSchema[] = [{ key: 'version', type: 'number' }]

  expect(checkFields(fields)).toHaveLength(1)
  expect(checkFields(fields, 'message')).toEqual([])
})

test('an enum needs values, a ref a target, a list fields', () => {
  expect(
    checkFields(
      [
        { key: 'a', type: 'enum' },
        { key: 'b', type: 'ref' },
        { key: 'c', type: 'list' },
      ],
      'message',
    ),
  ).toEqual([
    'field "a" is a field of type enum and needs "enumValues"',
    'field "b" is a field of type ref and needs "refEntity"',
    'field "c" is a field of type list and needs "items"',
  ])
})

test('a default is a value that the field takes', () => {
  expect(problems({ key: 'a', type: 'number', max: 5, default: 6 })).toEqual([
    'field "a" has a default that it refuses: a must be at most 5, not 6',
  ])
})

test('limits leave something to be allowed', () => {
  expect(problems({ key: 'a', type: 'number', min: 5, max: 4 })).toEqual([
    'field "a" allows nothing: "min" 5 is more than "max" 4',
  ])
})

test('places come as data too, with defaults that lie on the earth', () => {
  const place = { key: 'at', type: 'geo.point', searchable: true }

  expect(problems({ ...place, default: { lat: 1, lng: 2 } })).toEqual([])
  expect(problems({ ...place, default: { lat: 100, lng: 2 } })).toEqual([
    'field "at" has a default that it refuses: at.lat must be a latitude from -90 to 90, not 100',
  ])
  expect(problems({ key: 'zone', type: 'geo.poligon' })).toEqual([
    'field "zone" has no known type: "geo.poligon". Did you mean "geo.polygon"?',
  ])
  expect(problems({ ...place, searchable: 'yes' })).toEqual([
    'field "at" must have as "searchable" true or false, not "yes"',
  ])
})

test('the items of a list are checked too', () => {
  const lines = { key: 'lines', type: 'list', items: [{ key: 'x', type: 'txt' }] } as never

  expect(checkFields([lines], 'message')).toHaveLength(1)
  expect(checkFields([lines], 'message')[0]).toContain('field "lines.x" has no known type: "txt"')
})

test('a record holds no list of records', () => {
  const lines = keyed({ lines: field.list({ x: field.string() }) })

  expect(checkFields(lines)).toEqual([
    'field "lines" is a list of records, which only messages hold; make an entity of them, or use json',
  ])
})

test.each([[null], ['text'], [{}], [{ key: 1 }]])('%s is no field', (data) => {
  expect(problems(data as never)).toHaveLength(1)
})

test('fields that hold themselves are told as too deep, and each is looked at a bounded number of times', () => {
  const items: object[] = []
  for (let index = 0; index < 400; index++) items.push({ key: `f${index}`, type: 'list', items })

  const found = checkFields(items as never, 'message')

  expect(found.at(-1)).toContain('at most 2000 are allowed')
  expect(found.length).toBeLessThan(2_500)
})

test.each([[1n], [Symbol('x')], [() => 1]])('%s as an option is refused by its kind', (value) => {
  const circle: unknown[] = [value]
  circle.push(circle)

  expect(problems({ key: 'a', type: 'string', label: circle })).toEqual([
    'field "a" must have as "label" a text of 1 to 200 characters, not list',
  ])
})

test('what is no list of fields, or throws when it is read, is refused', () => {
  const trap = () => {
    throw new Error('a trap')
  }
  const trapped = [
    new Proxy([], { get: trap }),
    [new Proxy({}, { getPrototypeOf: trap })],
    [Object.defineProperty({ key: 'a' }, 'type', { get: trap, enumerable: true })],
  ]

  expect(checkFields({ length: 1 } as never)).toEqual(['the fields must be a list, not object'])
  for (const fields of trapped) {
    expect(checkFields(fields as never)).toEqual([
      'the fields cannot be read: one of their parts throws an error',
    ])
  }
})

test('data from outside is bounded', () => {
  const many = Array.from({ length: 501 }, (_, index) => ({ key: `f${index}`, type: 'string' }))

  expect(problems(...many)).toEqual(['there are 501 fields; at most 500 are allowed'])
})
