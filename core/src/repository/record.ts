/** The life of a record, decided: what it becomes when it is created, changed, deleted or restored. */
import type { EntitySchema } from '../entity/index.ts'
import type { Row } from './changes.ts'
import type { CompleteValues } from './incoming.ts'

/** A record as it will be, and what that changes. */
export interface RecordStep {
  readonly row: Row
  /** The last part of the event's type. */
  readonly happened: 'created' | 'updated' | 'deleted' | 'restored'
  /** The fields that changed, with their new values; all of them for a new record. */
  readonly changed: Readonly<Record<string, unknown>>
}

/** Who creates what, and when. */
export interface Birth {
  readonly id: string
  readonly organizationId: string
  readonly now: number
}

/** Makes a new record from complete values. */
export function created(values: CompleteValues, birth: Birth): RecordStep {
  const { id, organizationId, now } = birth
  const { meta, ...fields } = values
  const base = { id, organizationId, createdAt: now, updatedAt: now, deletedAt: null, version: 1 }
  return { row: { ...base, ...fields, meta }, happened: 'created', changed: { ...fields, meta } }
}

/** Changes a record to the values given; null when they are what it holds already. */
export function changed(
  before: Row,
  values: Readonly<Record<string, unknown>>,
  now: number,
): RecordStep | null {
  const differing = Object.keys(values).filter((key) => !sameValue(before[key], values[key]))
  if (differing.length === 0) return null

  const difference = Object.fromEntries(differing.map((key) => [key, values[key]]))
  return { row: { ...next(before, now), ...difference }, happened: 'updated', changed: difference }
}

/** Has a record come again into the state that it is in: nothing of it differs, and yet it is news. */
export function reentered(before: Row, now: number): RecordStep {
  return { row: next(before, now), happened: 'updated', changed: {} }
}

/** Marks a record as deleted. */
export function deleted(before: Row, now: number): RecordStep {
  return { row: { ...next(before, now), deletedAt: now }, happened: 'deleted', changed: {} }
}

/** Takes the mark of deletion away. */
export function restored(before: Row, now: number): RecordStep {
  return { row: { ...next(before, now), deletedAt: null }, happened: 'restored', changed: {} }
}

/** The type of the event that tells of a step: `sales.order.created`. */
export function mutationType(schema: EntitySchema, happened: RecordStep['happened']): string {
  return `${schema.namespace}.${schema.singular}.${happened}`
}

function next(before: Row, now: number): Row {
  return { ...before, version: before.version + 1, updatedAt: Math.max(now, before.updatedAt) }
}

/** Compares two values as JSON does, whatever the order of their keys. */
function sameValue(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (!isObject(one) || !isObject(other)) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false

  const keys = Object.keys(one)
  if (keys.length !== Object.keys(other).length) return false
  return keys.every((key) => Object.hasOwn(other, key) && sameValue(one[key], other[key]))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
