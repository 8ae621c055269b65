/** The life of a record, decided: what it becomes when it is created, changed, deleted, restored or erased. */
import type { EntitySchema } from '../../entity/index.ts'
import type { Row } from '../flush/changes.ts'
import type { CompleteValues } from '../writing/incoming.ts'
import { sameValue } from './same-value.ts'

/** A record as it will be, and what that changes. */
export interface RecordStep {
  readonly row: Row
  /** The last part of the event's type. */
  readonly happened: Mutation
  readonly at: number
  /** The fields that changed, with their new values; all of them for a new record. */
  readonly changed: Readonly<Record<string, unknown>>
}

/** What can happen to a record. */
export type Mutation = 'created' | 'updated' | 'deleted' | 'restored' | 'erased'

/** Who creates what, and when. */
export interface Birth {
  readonly id: string
  readonly organizationId: string
  readonly now: number
  /** Whether the record says when it was created and changed. */
  readonly timestamps: boolean
}

/** Makes a new record from complete values. */
export function created(values: CompleteValues, birth: Birth): RecordStep {
  const { id, organizationId, now, timestamps } = birth
  const { meta, ...fields } = values
  const base = timestamps
    ? { id, organizationId, createdAt: now, updatedAt: now, deletedAt: null, version: 1 }
    : { id, organizationId, deletedAt: null, version: 1 }
  return {
    row: { ...base, ...fields, meta },
    happened: 'created',
    at: now,
    changed: { ...fields, meta },
  }
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
  const row = { ...advanced(before, now), ...difference }
  return { row, happened: 'updated', at: now, changed: difference }
}

/** Has a record come again into the state that it is in: nothing of it differs, and yet it is news. */
export function reentered(before: Row, now: number): RecordStep {
  return { row: advanced(before, now), happened: 'updated', at: now, changed: {} }
}

/** Puts other values into a step, and into what it tells. */
export function amended(step: RecordStep, values: Readonly<Record<string, unknown>>): RecordStep {
  const differing = Object.keys(values).filter((key) => !sameValue(step.row[key], values[key]))
  if (differing.length === 0) return step

  const difference = Object.fromEntries(differing.map((key) => [key, values[key]]))
  const row = { ...step.row, ...difference }
  return { ...step, row, changed: { ...step.changed, ...difference } }
}

/** Marks a record as deleted; where the entity keeps no deleted ones, it is then removed. */
export function deleted(before: Row, now: number): RecordStep {
  const row = { ...advanced(before, now), deletedAt: now }
  return { row, happened: 'deleted', at: now, changed: {} }
}

/** Takes the mark of deletion away. */
export function restored(before: Row, now: number): RecordStep {
  const row = { ...advanced(before, now), deletedAt: null }
  return { row, happened: 'restored', at: now, changed: {} }
}

/** Ends a record for good: it is removed, and what its events told of it. */
export function erased(before: Row, now: number): RecordStep {
  const row = { ...advanced(before, now), deletedAt: before.deletedAt ?? now }
  return { row, happened: 'erased', at: now, changed: {} }
}

/** A record in its next version. Its time never goes back. */
export function advanced(before: Row, now: number): Row {
  const version = before.version + 1
  if (before.updatedAt === undefined) return { ...before, version }
  return { ...before, version, updatedAt: Math.max(now, before.updatedAt) }
}

/** Whether nothing is stored of the record after the step. */
export function isRemoval({ softDelete }: EntitySchema, happened: Mutation): boolean {
  return happened === 'erased' || (happened === 'deleted' && !softDelete)
}

/** What can happen to the records of an entity. Where deletion removes, nothing can be restored. */
export function mutationsOf(softDelete: boolean): readonly Mutation[] {
  const all: readonly Mutation[] = ['created', 'updated', 'deleted', 'restored', 'erased']
  return softDelete ? all : all.filter((mutation) => mutation !== 'restored')
}

/** The type of the event that tells of a step: `sales.order.created`. */
export function mutationType(schema: EntitySchema, happened: Mutation): string {
  return `${schema.namespace}.${schema.singular}.${happened}`
}
