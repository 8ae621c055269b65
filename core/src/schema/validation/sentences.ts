/** The table of the checks that a schema knows: what each failure says, by its code. */
import { meant, meantOrKnown, money } from '../../primitives/index.ts'

/** What a check compared. Values from outside stand under `actual`, `at` and `unknown` alone. */
export type Params = Readonly<Record<string, unknown>>

/** The codes of the built-in checks. */
export type CheckCode =
  | 'required'
  | 'type'
  | 'unknown-field'
  | 'unreadable'
  | 'min-length'
  | 'max-length'
  | 'characters'
  | 'finite'
  | 'integer'
  | 'min'
  | 'max'
  | 'date'
  | 'earliest'
  | 'latest'
  | 'enum'
  | 'currency'
  | 'id'
  | 'min-items'
  | 'max-items'
  | 'json'
  | 'geo'

/** Code → sentence. The path opens it; params that are left out leave their part of it out. */
export const sentences: Readonly<Record<CheckCode, (path: string, params: Params) => string>> = {
  required: (path) => `${path} is required`,
  type: otherKind,
  'unknown-field': unknownField,
  unreadable: () => 'the value cannot be read: one of its parts throws an error',
  'min-length': (path, { min, actual }) =>
    `${path} must have at least ${text(min)} characters${but('has', actual)}`,
  'max-length': (path, { max, actual }) =>
    `${path} must have at most ${text(max)} characters${but('has', actual)}`,
  characters: (path, { at }) => `${path} holds a NUL or half a surrogate pair${where(at)}`,
  finite: (path) => `${path} must be a finite number`,
  integer: (path, { actual }) => `${path} must be a whole number within ±(2^53 − 1)${not(actual)}`,
  min: (path, { min, actual }) => `${path} must be at least ${show(min)}${not(actual)}`,
  max: (path, { max, actual }) => `${path} must be at most ${show(max)}${not(actual)}`,
  date: (path, { actual }) => `${path} must be an instant in epoch milliseconds${not(actual)}`,
  earliest: (path, { min, actual }) => `${path} must not be before ${day(min)}${butDay(actual)}`,
  latest: (path, { max, actual }) => `${path} must not be after ${day(max)}${butDay(actual)}`,
  enum: notOneOf,
  currency: (path, { allowed, actual }) =>
    `${path} must be ${allowed === undefined ? 'a currency code of ISO 4217 such as USD' : show(allowed)}${not(actual)}`,
  id: (path, { entity, actual }) =>
    `${path} must be the id of a record of ${text(entity)}, a prefix and a ULID${not(actual)}`,
  'min-items': (path, { min, actual }) =>
    `${path} must have at least ${text(min)} items${but('has', actual)}`,
  'max-items': (path, { max, actual }) =>
    `${path} must have at most ${text(max)} items${but('has', actual)}`,
  json: (path, { reason, at }) => `${path} ${text(reason)}${where(at)}`,
  geo: (path, { reason, at, actual }) => `${path}${below(at)} ${text(reason)}${not(actual)}`,
}

const nouns: ReadonlyMap<unknown, string> = new Map([
  ['string', 'a text'],
  ['number', 'a number'],
  ['boolean', 'true or false'],
  ['date', 'an instant in epoch milliseconds'],
  ['enum', 'a text'],
  ['ref', 'an id'],
  ['ref[]', 'a list of ids'],
  ['money', 'money: { amount, currency }'],
  ['geo.point', 'a point: { lat, lng }'],
  ['geo.polygon', 'a GeoJSON polygon'],
  ['geo.linestring', 'a GeoJSON line string'],
  ['list', 'a list'],
  ['record', 'an object'],
])

const kinds: ReadonlyMap<unknown, string> = new Map([
  ['text', 'a text'],
  ['number', 'a number'],
  ['boolean', 'a boolean'],
  ['list', 'a list'],
  ['object', 'an object'],
])

function otherKind(path: string, { expected, given }: Params): string {
  const what = path || 'the value'
  if (expected === 'record' && given === 'object')
    return `${what} must be a plain object, not one with a prototype of its own`
  return `${what} must be ${noun(expected)}, not ${kinds.get(given) ?? text(given)}`
}

function noun(type: unknown): string {
  return nouns.get(type) ?? text(type)
}

function unknownField(path: string, { unknown, known }: Params): string {
  const names = isTexts(known) ? known : []
  if (typeof unknown !== 'string')
    return `${path || 'the value'} has an unknown field; there are: ${names.join(', ')}`
  return `${path} is not a field. ${meantOrKnown(unknown, names)}`
}

function notOneOf(path: string, { allowed, actual }: Params): string {
  const values = isTexts(allowed) ? allowed : []
  const hint = typeof actual === 'string' ? meant(actual, values) : ''
  return `${path} must be one of ${values.map(show).join(', ')}${not(actual)}${hint}`
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function not(actual: unknown): string {
  return actual === undefined ? '' : `, not ${show(actual)}`
}

function but(verb: string, actual: unknown): string {
  return actual === undefined ? '' : `, and ${verb} ${show(actual)}`
}

function butDay(actual: unknown): string {
  return actual === undefined ? '' : `, and is ${day(actual)}`
}

function where(at: unknown): string {
  return at === undefined || at === '' ? '' : ` at ${text(at)}`
}

function below(at: unknown): string {
  return at === undefined || at === '' ? '' : `.${text(at)}`
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  return money.isMoney(value) ? money.toText(value) : text(value)
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : String(value)
}

function day(instant: unknown): string {
  const isInstant = typeof instant === 'number' && Math.abs(instant) <= 8.64e15
  return isInstant ? new Date(instant).toISOString() : text(instant)
}
