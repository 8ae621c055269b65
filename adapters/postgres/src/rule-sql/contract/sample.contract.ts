/** Records with every kind of field, and with the values at which the kinds are odd. */
import { defineEntity, type EntitySchema, field, type Row } from '@plinth/core'
import { dayLength, entitySchema } from '@plinth/core/runtime'
import fc from 'fast-check'

/** The moment at which the rules are asked. */
export const now = Date.UTC(2026, 10, 20, 12)

/** An entity with every kind of field, required and optional. */
export const sampleSchema: EntitySchema = entitySchema(
  defineEntity({
    name: 'Sample',
    idPrefix: 'smp_',
    fields: {
      title: field.string({ indexed: true }),
      note: field.string({ optional: true, maxLength: 2_000 }),
      size: field.number(),
      share: field.number({ optional: true }),
      count: field.integer(),
      rank: field.integer({ optional: true }),
      isOpen: field.boolean(),
      isLate: field.boolean({ optional: true }),
      madeAt: field.date(),
      dueAt: field.date({ optional: true }),
      color: field.oneOf(['red', "o'range", 'bl\\ue']),
      shade: field.oneOf(['light', 'dark'], { optional: true }),
      parentId: field.ref('Other', { optional: true }),
      tagIds: field.refs('Other', { optional: true }),
      price: field.money(),
      cost: field.money({ optional: true }),
      place: field.geoPoint(),
      target: field.geoPoint({ optional: true }),
      facts: field.json({ optional: true }),
    },
  }),
  { namespace: 'lab' },
)

/** Values of each kind that meet each other, or stand at an edge. */
export const edges = {
  texts: [
    '',
    'a',
    'A',
    'ab',
    'b',
    'é',
    'z',
    '%_',
    'a\nb',
    "o'x",
    '\\',
    '"',
    'ﬀ',
    '\uffff',
    '😀',
    'true',
    '1',
  ],
  longTexts: ['x'.repeat(1_024), 'x'.repeat(1_025), '😀'.repeat(900), 'é'.repeat(1_300)],
  numbers: [0, -0, 1, -1, 2, 2.5, -2.5, 0.1 + 0.2, 0.3, 1e21, -1e300, 5e-324],
  wholes: [0, 1, -1, 2, 3, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
  instants: [
    ...[-3, -1, 0, 1, 3].map((days) => now + days * dayLength),
    now - 1,
    now + 1,
    now - dayLength - 1,
    now + dayLength + 1,
    0,
    -1,
    1,
    Date.parse('0001-01-01T00:00:00.000Z'),
    Date.parse('9999-12-31T23:59:59.999Z'),
  ],
  moneys: [
    { amount: 0, currency: 'EUR' },
    { amount: 0, currency: 'USD' },
    { amount: 100, currency: 'EUR' },
    { amount: 100, currency: 'USD' },
    { amount: -100, currency: 'USD' },
    { amount: Number.MAX_SAFE_INTEGER, currency: 'JPY' },
  ],
  ids: ['oth_1', 'oth_2', 'oth_"3', 'oth_{4}', 'oth_\\5'],
  places: [
    { lat: 0, lng: 0 },
    { lat: 1, lng: 1 },
    { lat: 0.5, lng: 0.5 },
    { lat: -1, lng: 2.5 },
    { lat: 1, lng: 1.000_000_000_4 },
    { lat: 1, lng: 1.000_000_000_6 },
    { lat: 5e-324, lng: -5e-324 },
    { lat: 90, lng: 180 },
    { lat: -90, lng: -180 },
    { lat: 1 / 3, lng: 2 / 3 },
  ],
  idLists: [[], ['oth_1'], ['oth_2', 'oth_1'], ['oth_"3', 'oth_{4}', 'oth_\\5']],
} as const

/** JSON in which a path may lead anywhere. */
const jsonEdges: readonly unknown[] = [
  ...edges.texts,
  ...edges.longTexts,
  ...edges.numbers,
  ...edges.moneys,
  true,
  false,
  [],
  ['a'],
  [1, 'a', true],
  [null],
  [['a']],
  [{ amount: 100, currency: 'EUR', more: 1 }],
  {},
  { a: null },
  { a: { amount: 100, currency: 'EUR' } },
  { amount: '100', currency: 'EUR' },
  { amount: 100 },
  { amount: 100, currency: 'EUR', more: 1 },
  { a: 'a', b: { a: [] } },
  { a: ['a', 'ab'] },
  { a: 1, b: { a: 2.5 } },
  { length: 3 },
  { lat: 0.5, lng: 0.5 },
  { lat: '0.5', lng: 0.5 },
  { lat: 1e300, lng: 0 },
  { lat: 91, lng: 0 },
  { lat: 0 },
  { lat: [], lng: {} },
  { lat: null, lng: 0, more: 1 },
  { a: now },
  { a: [100, 'EUR'] },
]

/** Texts: those that meet each other often, any others, and some that pass a bound. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...edges.texts) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }).map(storable) },
  { weight: 1, arbitrary: fc.constantFrom(...edges.longTexts) },
)

/** Finite numbers. */
export const numbers: fc.Arbitrary<number> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...edges.numbers) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
)

/** Whole numbers that JavaScript holds exactly. */
export const wholes: fc.Arbitrary<number> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...edges.wholes) },
  { weight: 1, arbitrary: fc.maxSafeInteger() },
)

/** Instants around now, at the edges of days, and up to the ends of time. */
export const instants: fc.Arbitrary<number> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...edges.instants) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: edges.instants.at(-2) ?? 0, max: edges.instants.at(-1) ?? 0 }),
  },
)

/** Money in currencies that meet each other often. */
export const moneys: fc.Arbitrary<{ amount: number; currency: string }> = fc.record({
  amount: wholes,
  currency: fc.constantFrom('EUR', 'USD', 'JPY'),
})

/** Points that meet the corners and edges of areas often. */
const places: fc.Arbitrary<{ lat: number; lng: number }> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...edges.places) },
  {
    weight: 3,
    arbitrary: fc.record({
      lat: fc.integer({ min: -4, max: 4 }).map((half) => half / 2),
      lng: fc.integer({ min: -4, max: 4 }).map((half) => half / 2),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      lng: fc.double({ min: -180, max: 180, noNaN: true }),
    }),
  },
)

/** The ids of other records. */
export const ids: fc.Arbitrary<string> = fc.constantFrom(...edges.ids)

const scalars = fc.oneof(texts, numbers, fc.boolean(), fc.constant(null), moneys, places)
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    scalars,
    fc.constantFrom(...jsonEdges),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom('a', 'b', 'amount', 'currency', 'length', 'lat', 'lng'),
      tie('json'),
    ),
  ),
}))

/** A record without its id. */
export type Sample = Readonly<Record<string, unknown>> &
  Pick<Row, 'organizationId' | 'createdAt' | 'updatedAt' | 'deletedAt' | 'version' | 'meta'>

/** Any records, but for their ids. */
export const samples: fc.Arbitrary<Sample> = fc.record({
  organizationId: fc.constant('org_lab'),
  createdAt: instants,
  updatedAt: instants,
  deletedAt: fc.option(instants),
  version: fc.integer({ min: 1, max: 3 }),
  title: texts,
  note: fc.option(texts),
  size: numbers,
  share: fc.option(numbers),
  count: wholes,
  rank: fc.option(wholes),
  isOpen: fc.boolean(),
  isLate: fc.option(fc.boolean()),
  madeAt: instants,
  dueAt: fc.option(instants),
  color: fc.constantFrom('red', "o'range", 'bl\\ue'),
  shade: fc.option(fc.constantFrom('light', 'dark')),
  parentId: fc.option(ids),
  tagIds: fc.option(fc.array(ids, { maxLength: 3 })),
  price: moneys,
  cost: fc.option(moneys),
  place: places,
  target: fc.option(places),
  facts: fc.option(json),
  meta: fc.constant({}),
})

/** Records that together hold each edge of each kind, in required and in optional fields. */
export const edgeSamples: readonly Sample[] = Array.from(
  { length: jsonEdges.length + 1 },
  (_, at) => ({
    organizationId: 'org_lab',
    createdAt: nth(edges.instants, at),
    updatedAt: nth(edges.instants, at + 1),
    deletedAt: nth([...edges.instants, null], at),
    version: (at % 3) + 1,
    title: nth([...edges.texts, ...edges.longTexts], at),
    note: nth([...edges.longTexts, ...edges.texts, null], at + 1),
    size: nth(edges.numbers, at),
    share: nth([...edges.numbers, null], at + 1),
    count: nth(edges.wholes, at),
    rank: nth([...edges.wholes, null], at + 1),
    isOpen: nth([true, false], at),
    isLate: nth([true, null, false], at),
    madeAt: nth(edges.instants, at),
    dueAt: nth([...edges.instants, null], at),
    color: nth(['red', "o'range", 'bl\\ue'], at),
    shade: nth(['light', 'dark', null], at),
    parentId: nth([...edges.ids, null], at),
    tagIds: nth([...edges.idLists, null], at),
    price: nth(edges.moneys, at),
    cost: nth([...edges.moneys, null], at + 1),
    place: nth(edges.places, at),
    target: nth([...edges.places, null], at + 1),
    facts: nth([...jsonEdges, null], at),
    meta: {},
  }),
)

function nth<Value>(values: readonly [Value, ...Value[]] | readonly Value[], at: number): Value {
  const value = values[at % values.length]
  if (value === undefined) throw new RangeError('there is nothing to choose from')
  return value
}

// What Postgres cannot store is refused long before: NUL and halves of surrogate pairs.
function storable(text: string): string {
  return text.replaceAll(/[\0\ud800-\udfff]/gu, '')
}
