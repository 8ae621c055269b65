/** Makes fields that are in order, and values that fit them. */
import type { FieldSchema } from '@plinth/core'
import type { Chance } from '../../chance.ts'

/** A field, with a value that fits it and some that do not. */
export interface MadeField {
  readonly field: FieldSchema
  readonly fitting: unknown
  readonly unfitting: readonly unknown[]
}

/** Makes up to eight fields with different keys. */
export function makeFields(chance: Chance, depth: number = 1): readonly MadeField[] {
  const count = chance.between(1, 8)
  return Array.from({ length: count }, (_, at) => {
    const make = depth > 0 && chance.next() < 0.15 ? list : chance.one(kinds)
    const made = make(chance)
    return { ...made, field: { ...made.field, key: `f${at}`, required: true } }
  })
}

type Make = (chance: Chance) => MadeField

const id = 'cus_01ARZ3NDEKTSV4RRFFQ69G5FAV'
const noText = [7, true, ['a'], {}, 'a\0', '\ud800']

const kinds: readonly Make[] = [
  (chance) => {
    const maxLength = chance.between(3, 9)
    const unfitting = [...noText, 'x'.repeat(maxLength + 1)]
    const fitting = chance.one(['', 'abc', 'é😀', '`${', "'"])
    return { field: { key: '', type: 'string', maxLength }, fitting, unfitting }
  },
  (chance) => ({
    field: { key: '', type: 'number', min: -1, max: 10 },
    fitting: chance.one([-1, 0, -0, 2.5, 10]),
    unfitting: [-1.1, 11, Number.NaN, Infinity, '1', 1n, { valueOf: () => 1 }],
  }),
  (chance) => ({
    field: { key: '', type: 'number', integer: true },
    fitting: chance.one([0, -7, Number.MAX_SAFE_INTEGER]),
    unfitting: [0.5, 2 ** 53, -Infinity, '7'],
  }),
  (chance) => ({
    field: { key: '', type: 'boolean' },
    fitting: chance.next() < 0.5,
    unfitting: [0, 1, 'true', Object(true)],
  }),
  () => ({
    field: { key: '', type: 'date' },
    fitting: 1_700_000_000_000,
    unfitting: [0.5, 1e18, '2026-01-01', new Date(0)],
  }),
  (chance) => ({
    field: { key: '', type: 'enum', enumValues: ['constructor', 'a', '`'] },
    fitting: chance.one(['constructor', 'a', '`']),
    unfitting: ['toString', '__proto__', '', 0, ['a']],
  }),
  () => ({
    field: { key: '', type: 'ref', refEntity: 'Customer' },
    fitting: id,
    unfitting: [`${id}A`, id.toLowerCase(), '', 7, { toString: () => id }],
  }),
  (chance) => ({
    field: { key: '', type: 'ref[]', refEntity: 'Customer', maxLength: 3 },
    fitting: Array.from({ length: chance.between(0, 3) }, () => id),
    unfitting: [[id, id, id, id], [id, 7], Array(2), id, { length: 1, 0: id }],
  }),
  (chance) => ({
    field: { key: '', type: 'json' },
    fitting: chance.one<unknown>([{}, [], [[{ a: [1] }]], oddKeys, 'é', 0]),
    unfitting: [[undefined], () => 1, { a: Number.NaN }, new Date(0), ['\ud800'], new Map()],
  }),
  (chance) => ({
    field: { key: '', type: 'money', currency: 'USD', min: 0 },
    fitting: { amount: chance.between(0, 9_999), currency: 'USD' },
    unfitting: [
      { amount: 1, currency: 'EUR' },
      { amount: -1, currency: 'USD' },
      { amount: 0.5, currency: 'USD' },
      { amount: 1, currency: 'USD', hidden: 1 },
      { amount: { valueOf: () => 1 }, currency: 'USD' },
      { amount: 1 },
    ],
  }),
  (chance) => ({
    field: { key: '', type: 'geo.point' },
    fitting: { lat: chance.between(-90, 90), lng: chance.between(-180, 180) },
    unfitting: [{ lat: 91, lng: 0 }, { lat: 0 }, { lat: 0, lng: 0, alt: 0 }, { lat: '0', lng: 0 }],
  }),
  () => ({
    field: { key: '', type: 'geo.polygon' },
    fitting: { type: 'Polygon', coordinates: [ring] },
    unfitting: [
      { type: 'Polygon', coordinates: [ring.slice(1)] },
      { type: 'Polygon', coordinates: [] },
      { type: 'LineString', coordinates: ring },
      { type: 'Polygon', coordinates: [[...ring.slice(0, 3), [200, 0], ...ring.slice(3)]] },
    ],
  }),
]

const oddKeys: unknown = { constructor: 1, toString: null }

const ring = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
]

function list(chance: Chance): MadeField {
  const items = makeFields(chance, 0)
  const item = Object.fromEntries(items.map(({ field, fitting }) => [field.key, fitting]))
  const [first] = items
  const spoiled = first?.unfitting.map((value) => [item, { ...item, [first.field.key]: value }])
  return {
    field: { key: '', type: 'list', items: items.map(({ field }) => field), maxLength: 3 },
    fitting: Array.from({ length: chance.between(0, 3) }, () => item),
    unfitting: [[item, item, item, item], [7], [{ ...item, more: 1 }], item, ...(spoiled ?? [])],
  }
}
