/** The opaque text that says where the next page begins. */
import type { EntitySchema } from '../../../entity/index.ts'
import { CoreError, ValidationError, validationFailure } from '../../../errors/index.ts'
import { type FieldSchema, isInstant, isStorable } from '../../../schema/index.ts'
import type { Selection } from './selection.ts'

/** Writes the place of a record in an order as a text that is safe in an address. */
export function encodeCursor(sort: Selection['sort'], values: readonly unknown[]): string {
  return toHex(JSON.stringify([signatureOf(sort), ...values]))
}

/**
 * Reads a cursor back.
 *
 * @throws ValidationError when it was not made for this order, or not made here at all.
 */
export function decodeCursor(
  schema: EntitySchema,
  sort: Selection['sort'],
  cursor: string,
): readonly unknown[] {
  const [signature, ...values] = parse(cursor)
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
  return typeof value === 'string' && isStorable(value)
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

function parse(cursor: string): readonly unknown[] {
  try {
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
  if (hex.length > 4_096 || !/^([0-9a-f]{2})+$/.test(hex)) throw new RangeError('not hexadecimal')
  return decodeURIComponent(hex.replace(/../g, '%$&'))
}
