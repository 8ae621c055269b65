/** The operators of filters, as they are written behind a field's name: `total.gt=100.00 USD`. */
import type { FieldType, Op } from '@plinth/core'

/** What a filter compares with. */
export type Operand = 'value' | 'list' | 'text' | 'flag' | 'days'

/** An operator of filters. */
export interface FilterOperator {
  readonly op: Op
  /** The text behind `=`: one value of the field, several with commas, plain text, true or false, days. */
  readonly takes: Operand
  /** What it asks, for people. */
  readonly meaning: string
  readonly types: readonly FieldType[]
}

const comparable: readonly FieldType[] = [
  'string',
  'number',
  'boolean',
  'date',
  'enum',
  'ref',
  'money',
]
const orderable: readonly FieldType[] = ['string', 'number', 'date', 'money']
const lists: readonly FieldType[] = ['ref[]']
const present: readonly FieldType[] = [
  ...comparable,
  ...lists,
  'json',
  'geo.point',
  'geo.polygon',
  'geo.linestring',
]

/** Every operator, in the order in which documents list them. */
const filterOperators: readonly FilterOperator[] = [
  { op: 'eq', takes: 'value', meaning: 'is', types: comparable },
  { op: 'neq', takes: 'value', meaning: 'is not', types: comparable },
  { op: 'gt', takes: 'value', meaning: 'is above', types: orderable },
  { op: 'gte', takes: 'value', meaning: 'is at least', types: orderable },
  { op: 'lt', takes: 'value', meaning: 'is below', types: orderable },
  { op: 'lte', takes: 'value', meaning: 'is at most', types: orderable },
  { op: 'in', takes: 'list', meaning: 'is one of', types: comparable },
  { op: 'nin', takes: 'list', meaning: 'is none of', types: comparable },
  { op: 'contains', takes: 'text', meaning: 'contains', types: ['string', ...lists] },
  { op: 'containsAll', takes: 'list', meaning: 'contains all of', types: lists },
  { op: 'matches', takes: 'text', meaning: 'matches the pattern', types: ['string'] },
  { op: 'exists', takes: 'flag', meaning: 'is there', types: present },
  { op: 'empty', takes: 'flag', meaning: 'is absent or empty', types: ['string', ...lists] },
  { op: 'withinDays', takes: 'days', meaning: 'is within the last days', types: ['date'] },
]

/** Finds the operators that can be asked of a field of this type, by name. */
export function operatorsOf(type: FieldType): ReadonlyMap<string, FilterOperator> {
  const known = byType.get(type)
  if (known) return known

  const able = filterOperators.filter(({ types }) => types.includes(type))
  const byName = new Map<string, FilterOperator>(
    able.map((operator) => [operator.op, operator] as const),
  )
  byType.set(type, byName)
  return byName
}

const byType = new Map<FieldType, ReadonlyMap<string, FilterOperator>>()
