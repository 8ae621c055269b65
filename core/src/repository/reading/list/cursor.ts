/**
 * The opaque text that says where the next page begins.
 *
 * It carries the values of the sort keys in the last record. Where they would make it longer than an
 * address can be, it carries digests of the long texts: the record itself then tells them again.
 */
import type { EntitySchema } from '../../../entity/index.ts'
import { CoreError, ValidationError, validationFailure } from '../../../errors/index.ts'
import { sha256 } from '../../../primitives/index.ts'
import { type FieldSchema, isInstant, isStorable } from '../../../schema/index.ts'
import type { Selection } from './selection.ts'

/**
 * Writes the place of a record in an order as a text that is safe in an address: 4,096 characters, and
 * more only where very many keys are sorted by. The last key is the id.
 */
export function encodeCursor(sort: Selection['sort'], values: readonly unknown[]): string {
  const signature = signatureOf(sort)
  const whole = toHex(JSON.stringify([signature, ...values]))
  if (whole.length <= usualLength) return whole

  const last = values.length - 1
  const short = values.map((value, at) => (at < last && isLong(value) ? digestOf(value) : value))
  return toHex(JSON.stringify([signature, ...short]))
}

/** What a cursor carries of a long text. */
interface Digest {
  readonly sha256: string
}

const usualLength = 4_096

/** In UTF-16 units. */
const longText = 64

// A text that is not long takes at most 6 characters a unit as JSON; the rest is commas and quotes.
function longestCursor(sort: Selection['sort']): number {
  return usualLength + 2 * signatureOf(sort).length + 1_024 * sort.length
}

function isLong(value: unknown): value is string {
  return typeof value === 'string' && value.length > longText
}

function digestOf(text: string): Digest {
  return { sha256: sha256(text) }
}

function isDigest(value: unknown): value is Digest {
  if (typeof value !== 'object' || value === null || !('sha256' in value)) return false
  return typeof value.sha256 === 'string' && Object.keys(value).length === 1
}

/** Tells whether a place that was read back still lacks texts, which only its record can tell. */
export function lacksTexts(place: readonly unknown[]): boolean {
  return place.some(isDigest)
}

/**
 * Puts the texts of its record into a place that lacks them. `values` are those of the sort keys in the
 * record as it is now; null when it is gone.
 *
 * @throws ValidationError when they are not those that the place was made of.
 */
export function withTexts(
  place: readonly unknown[],
  values: readonly unknown[] | null,
): readonly unknown[] {
  const isSame = (value: unknown, at: number) => {
    const carried = place[at]
    if (!isDigest(carried)) return value === carried
    return typeof value === 'string' && sha256(value) === carried.sha256
  }
  if (values?.every(isSame)) return values
  throw badCursor('stands on a record that has changed since, or is gone')
}

/**
 * Reads a cursor back; the place `lacksTexts` where they were long.
 *
 * @throws ValidationError when it was not made for this order, or not made here at all.
 */
export function decodeCursor(
  schema: EntitySchema,
  sort: Selection['sort'],
  cursor: string,
): readonly unknown[] {
  const [signature, ...values] = parse(cursor, longestCursor(sort))
  if (typeof signature !== 'string') throw badCursor('is not a cursor')
  if (signature !== signatureOf(sort)) throw badCursor('belongs to a list with another order')
  const places = sort.map(({ field }, index) => isPlace(schema, field, values[index]))
  if (values.length !== sort.length || places.includes(false)) throw badCursor('is not a cursor')
  return values
}

function signatureOf(sort: Selection['sort']): string {
  return sort.map(({ field, direction }) => (direction === 'asc' ? field : `-${field}`)).join()
}

// A cursor comes from outside: what it carries must be what its field could hold.
function isPlace(schema: EntitySchema, key: string, value: unknown): boolean {
  if (value === null) return true
  const { type, integer } = schema.fieldByKey.get(key) ?? baseFields[key] ?? textKind
  if (type === 'boolean') return typeof value === 'boolean'
  if (type === 'number' && !integer) return Number.isFinite(value)
  if (type === 'date') return isInstant(value)
  if (type === 'number' || type === 'money') return Number.isSafeInteger(value)
  return typeof value === 'string' ? isStorable(value) : key !== 'id' && isDigest(value)
}

type Kind = Pick<FieldSchema, 'type' | 'integer'>

const textKind: Kind = { type: 'string' }
const baseFields: Readonly<Record<string, Kind>> = {
  createdAt: { type: 'date' },
  updatedAt: { type: 'date' },
  version: { type: 'number', integer: true },
}

function badCursor(reason: string): CoreError {
  return new ValidationError('The page', [
    validationFailure('after', 'cursor', {}, () => `after ${reason}; take it from the page before`),
  ])
}

function parse(cursor: string, longest: number): readonly unknown[] {
  try {
    if (cursor.length > longest) return []
    const parsed: unknown = JSON.parse(fromHex(cursor))
    return Array.isArray(parsed) ? parsed : []
  } catch {
    return []
  }
}

// Percent-encoding gives UTF-8 bytes without asking the host for an encoder.
function toHex(text: string): string {
  return encodeURIComponent(text).replace(/%..|./g, (part) =>
    part.length > 1
      ? part.slice(1).toLowerCase()
      : part.charCodeAt(0).toString(16).padStart(2, '0'),
  )
}

function fromHex(hex: string): string {
  if (!/^([0-9a-f]{2})+$/.test(hex)) throw new RangeError('not hexadecimal')
  return decodeURIComponent(hex.replace(/../g, '%$&'))
}
