/** Writes, for each type of field, the expression that is true when the value `v` is in order. */
import { literal } from '../../../primitives/index.ts'
import type { FieldSchema, FieldType } from '../../field.ts'
import type { GeoType } from '../values/geo-value.ts'
import { defaultMaxItems, defaultMaxLength, instants } from '../values/value-checks.ts'

/** Hands a value to the generated code, and tells the name under which the code finds it. */
export type Bind = (value: unknown) => string

/** Writes the expression of a field. */
export type WriteTest = (field: FieldSchema, bind: Bind) => string

/**
 * Type → its expression. It may use `isStorable`, `isId`, `isRecord`, `isCurrency`, `isJson` and
 * `geoProblem`; that of a list tells only of the list itself, not of its items.
 */
export const generatedTests: Readonly<Record<FieldType, WriteTest>> = {
  string: ({ minLength, maxLength = defaultMaxLength }) =>
    `typeof v === 'string' && ${within('v.length', minLength, maxLength)} && isStorable(v)`,
  number: ({ min, max, integer }) =>
    `${integer ? 'Number.isSafeInteger(v)' : 'Number.isFinite(v)'} && ${within('v', min, max)}`,
  boolean: () => `typeof v === 'boolean'`,
  date: ({ min = instants.first, max = instants.last }) =>
    `Number.isSafeInteger(v) && ${within('v', Math.max(min, instants.first), Math.min(max, instants.last))}`,
  enum: ({ enumValues = [] }, bind) =>
    enumValues.length > fewValues
      ? `${bind(new Set(enumValues))}.has(v)`
      : `(${enumValues.map((value) => `v === ${literal(value)}`).join(' || ')})`,
  ref: (field) => (holdsIds(field) ? 'isId(v)' : isHeldText('v')),
  'ref[]': (field) =>
    `${isListWithin(field)} && ${holdsIds(field) ? 'areIds(v)' : `v.every((held) => ${isHeldText('held')})`}`,
  json: () => 'v !== null && isJson(v)',
  money: moneyTest,
  'geo.point': placeTest('geo.point'),
  'geo.polygon': placeTest('geo.polygon'),
  'geo.linestring': placeTest('geo.linestring'),
  list: (field) => isListWithin(field),
}

// What is read first tells the optimizer the prototype, for which `isRecord` would have to call.
function moneyTest({ min, max, currency }: FieldSchema): string {
  const isAllowed =
    currency === undefined ? 'isCurrency(v.currency)' : `v.currency === ${literal(currency)}`
  return `typeof v === 'object' && v !== null && Number.isSafeInteger(v.amount) && ${isAllowed}
    && isRecord(v) && hasTwoKeys(v) && ${within('v.amount', min, max)}`
}

function placeTest(type: GeoType): WriteTest {
  return () => `geoProblem(${literal(type)}, v) === null`
}

/** Up to here a chain of comparisons is faster than a look-up. */
const fewValues = 8

function holdsIds({ refField = 'id' }: FieldSchema): boolean {
  return refField === 'id'
}

function isHeldText(name: string): string {
  return `typeof ${name} === 'string' && ${name}.length <= ${defaultMaxLength} && isStorable(${name})`
}

function isListWithin({ minLength, maxLength = defaultMaxItems }: FieldSchema): string {
  return `Array.isArray(v) && ${within('v.length', minLength, maxLength)}`
}

function within(name: string, min: number | undefined, max: number | undefined): string {
  const limits = [
    ...(min === undefined ? [] : [`${name} >= ${literal(min)}`]),
    ...(max === undefined ? [] : [`${name} <= ${literal(max)}`]),
  ]
  return limits.length === 0 ? 'true' : limits.join(' && ')
}
