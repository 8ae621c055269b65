/** The table of what may be said of a field: for which types, and what it must be. */
import { isCurrency } from '../primitives/index.ts'
import type { FieldType } from './field.ts'
import { isStorable } from './validation/values/text.ts'

/** An option of fields. */
export interface FieldOption {
  /** The types that know it; all when absent. */
  readonly types?: readonly FieldType[]
  readonly isValid: (value: unknown) => boolean
  /** What it must be: `true or false`. */
  readonly must: string
}

/** The types, in the order in which messages list them. */
export const fieldTypes: readonly FieldType[] = [
  'string',
  'number',
  'boolean',
  'date',
  'enum',
  'ref',
  'ref[]',
  'json',
  'money',
  'geo.point',
  'geo.polygon',
  'geo.linestring',
  'list',
]

const flag = { isValid: (value: unknown) => typeof value === 'boolean', must: 'true or false' }
const count = { isValid: isCount, must: 'a whole number, 0 or more' }
const limit = { isValid: isLimit, must: 'a finite number' }
const words = { isValid: isWords, must: 'a text of 1 to 200 characters' }

/** Option → what it must be, and of which types. `key` and `type` stand apart: each field has them. */
export const fieldOptions: ReadonlyMap<string, FieldOption> = new Map<string, FieldOption>([
  ['required', flag],
  ['label', words],
  ['unique', flag],
  ['indexed', flag],
  ['searchable', flag],
  ['sensitive', flag],
  ['was', words],
  ['validators', { isValid: isFunctions, must: 'a list of functions' }],
  [
    'default',
    {
      isValid: () => true,
      must: 'a value of the field',
      types: fieldTypes.filter((type) => type !== 'list' && type !== 'ref[]'),
    },
  ],
  ['minLength', { ...count, types: ['string', 'ref[]', 'list'] }],
  ['maxLength', { ...count, types: ['string', 'ref[]', 'list'] }],
  ['min', { ...limit, types: ['number', 'date', 'money'] }],
  ['max', { ...limit, types: ['number', 'date', 'money'] }],
  ['integer', { ...flag, types: ['number'] }],
  [
    'enumValues',
    { isValid: isChoices, must: 'a list of 1 to 200 different texts', types: ['enum'] },
  ],
  [
    'refEntity',
    {
      isValid: isEntityName,
      must: 'the name of an entity, such as Order',
      types: ['ref', 'ref[]'],
    },
  ],
  ['refField', { isValid: isKey, must: 'the key of a field', types: ['ref', 'ref[]'] }],
  ['computed', { isValid: isFunction, must: 'a function of the record' }],
  ['items', { isValid: Array.isArray, must: 'a list of fields', types: ['list'] }],
  [
    'currency',
    { isValid: isCurrencyCode, must: 'a currency code of ISO 4217 such as USD', types: ['money'] },
  ],
])

/** The options that a type cannot do without. */
export const neededOptions: ReadonlyMap<string, string> = new Map([
  ['enum', 'enumValues'],
  ['ref', 'refEntity'],
  ['ref[]', 'refEntity'],
  ['list', 'items'],
])

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function isLimit(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value)
}

function isWords(value: unknown): boolean {
  return typeof value === 'string' && value.length >= 1 && value.length <= 200 && isStorable(value)
}

function isFunctions(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'function')
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function'
}

function isKey(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z][A-Za-z0-9]{0,62}$/.test(value)
}

function isChoices(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0 || value.length > 200) return false
  return value.every(isWords) && new Set(value).size === value.length
}

function isEntityName(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Z][A-Za-z0-9]{0,63}$/.test(value)
}

function isCurrencyCode(value: unknown): boolean {
  return typeof value === 'string' && isCurrency(value)
}
