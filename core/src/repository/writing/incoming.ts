/** Checks what a caller wants to save, and completes it: defaults, nulls, and who may set which field. */
import type { EntitySchema, Meta } from '../../entity/index.ts'
import {
  CoreError,
  ValidationError,
  type ValidationFailure,
  validationFailure,
} from '../../errors/index.ts'
import { isUlid } from '../../primitives/index.ts'
import { baseKeys, type ValidationContext } from '../../schema/index.ts'
import type { Row } from '../flush/changes.ts'
import { withoutDerived } from '../record/derived.ts'
import type { UnitScope } from '../unit/unit-scope.ts'
import { areTags, tagFailures } from './tags.ts'

/** Values by key, as a caller gives them. */
export type Values = Readonly<Record<string, unknown>>

/** A record that says which version of it is to change. */
export interface Change extends Values {
  readonly id: string
  readonly version: number
}

/** The complete fields of a record, and its tags. */
export interface CompleteValues extends Values {
  readonly meta: Meta
}

/** Under which circumstances values arrive. */
export interface Arrival {
  /** The record that they change; null for a new one. */
  readonly before: Row | null
  /** Whether fields may be set that a machine drives. */
  readonly driven: boolean
  /** What the store has against it. */
  readonly stored: readonly ValidationFailure[]
  readonly now: number
  /** On whose behalf. */
  readonly scope: UnitScope
}

/** Tells a change from a new record: only what was stored has a version. */
export function isChange(record: Values): record is Change {
  return typeof record['id'] === 'string' && typeof record['version'] === 'number'
}

/**
 * Checks values against the schema and returns the complete fields, `meta` included.
 *
 * @throws ValidationError with every failure at once.
 */
export function completeValues(
  schema: EntitySchema,
  record: Values,
  arrival: Arrival,
): CompleteValues {
  const { meta = arrival.before?.meta ?? {}, ...rest } = record
  const { before } = arrival
  const given = withoutDerived(schema, before ? withoutBase(rest) : rest, before)
  const values = withStates(schema, given.values, arrival)
  const context = contextOf(schema, values, arrival)
  const failures = [
    ...(schema.validator.check(values, context) ?? []),
    ...given.failures,
    ...arrival.stored,
    ...drivenFailures(schema, values, arrival),
    ...tagFailures(meta),
  ]
  if (failures.length > 0 || !areTags(meta)) throw new ValidationError(schema.name, failures)
  return { ...schema.validator.complete(values), meta }
}

/**
 * Takes the id that a new record brings along.
 *
 * @throws CoreError `id.invalid` unless it is the entity's prefix and a ULID.
 */
export function checkedId({ name, idPrefix }: EntitySchema, id: unknown): string {
  const isOwn = typeof id === 'string' && id.startsWith(idPrefix)
  if (isOwn && isUlid(id.slice(idPrefix.length))) return id

  const shown = typeof id === 'string' ? `"${id.slice(0, 64)}"` : typeof id
  throw new CoreError('id.invalid', `${shown} is no id of ${name}: it is ${idPrefix} and a ULID`, {
    entity: name,
    id: typeof id === 'string' ? id.slice(0, 64) : null,
  })
}

function contextOf(
  schema: EntitySchema,
  entity: Values,
  { before, now, scope }: Arrival,
): ValidationContext {
  const isCreate = before === null
  const { actorId, organizationId: orgId } = scope
  return { entity, schema, isCreate, isUpdate: !isCreate, actorId, orgId, now }
}

const base = new Set(baseKeys)

function withoutBase(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !base.has(key)))
}

// A new record starts in its machine's first state, whatever the field's default says.
function withStates(schema: EntitySchema, values: Values, { before }: Arrival): Values {
  if (before || schema.driven.size === 0) return values
  return { ...Object.fromEntries(schema.driven), ...values }
}

function drivenFailures(
  schema: EntitySchema,
  values: Values,
  { before, driven }: Arrival,
): readonly ValidationFailure[] {
  if (driven) return []

  return [...schema.driven].flatMap(([key, initial]) => {
    const current = before ? before[key] : initial
    if (values[key] === current) return []
    const isSensitive = schema.fieldByKey.get(key)?.sensitive === true
    return [isDriven(key, isSensitive ? {} : { current, wanted: values[key] })]
  })
}

function isDriven(key: string, params: Values): ValidationFailure {
  return validationFailure(key, 'driven', params, (path) => {
    const stays = 'current' in params ? `stays "${String(params['current'])}"` : 'stays as it is'
    return `${path} is driven by a state machine and ${stays}; fire a transition instead`
  })
}
