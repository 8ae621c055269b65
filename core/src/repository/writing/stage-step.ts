/** Puts a step in a record's life into the unit of work: its hook, its timers, the event that tells of it. */
import type { EntitySchema } from '../../entity/index.ts'
import type { ValidationFailure } from '../../errors/index.ts'
import { stampEvent } from '../../event/index.ts'
import type { Clock, IDGenerator } from '../../primitives/index.ts'
import type { Row } from '../flush/changes.ts'
import { completeValues, type Values } from './incoming.ts'
import { type Candidate, storedFailures } from './stored-failures.ts'
import { amended, isRemoval, mutationType, type RecordStep } from '../record/record.ts'
import { completed } from '../reading/computed.ts'
import type { RecordReader } from '../reading/record-reader.ts'
import { timersAfter } from '../timing/timers-after.ts'
import type { UnitOfWork } from '../unit/unit-of-work.ts'

/** What writing needs from the system. */
export interface WriteTools {
  readonly clock: Clock
  readonly ids: IDGenerator
  /** Calls the hooks of entities that have some. Default: they are not called. */
  readonly hooks?: RecordHooks
}

/** What is done inside the unit of work, before a record is saved or deleted. */
export interface RecordHooks {
  /** Answers values to store instead of some of the record's own; null when there are none. */
  beforeSave(schema: EntitySchema, row: Row): Promise<Values | null>
  beforeDelete(schema: EntitySchema, row: Row): Promise<void>
}

/** Where records are written: an entity, the unit that takes them, and what it needs for that. */
export interface WriteGround {
  readonly schema: EntitySchema
  readonly unit: UnitOfWork
  readonly tools: WriteTools
}

/** Where records are saved: also what is asked about them beforehand. */
export interface SaveGround extends WriteGround {
  readonly reader: RecordReader
  /** Reads the records of another entity in the same unit. */
  readonly neighbour: (schema: EntitySchema) => RecordReader
}

/** What a step follows on. */
export interface Following {
  /** The record that it changes; null for a new one. */
  readonly before: Row | null
  /** Whether the record enters its state, though it may be the one that it was in. Default false. */
  readonly enters?: boolean
}

/**
 * Has the entity's hook look at a step, and stages what it then is.
 *
 * @throws ValidationError when what the hook answers breaks the schema, or the store has something
 * against it.
 */
export async function saveStep(
  ground: SaveGround,
  step: RecordStep,
  following: Following,
): Promise<Row> {
  const { schema, unit, tools } = ground
  if (!schema.hooks?.beforeSave || !tools.hooks) return stageStep(ground, step, following)

  const given = await tools.hooks.beforeSave(schema, completed(schema, step.row))
  if (!given) return stageStep(ground, step, following)
  const { row, at: now } = step
  const wanted = { ...row, ...given }
  const stored = await askStore(ground, { given: wanted, before: row })
  const arrival = { before: row, driven: false, stored, now, scope: unit.scope }
  const values = completeValues(schema, wanted, arrival)
  return stageStep(ground, amended(step, values), following)
}

/** What the store has against one record. */
export async function askStore(
  { schema, reader: own, neighbour }: SaveGround,
  candidate: Candidate,
): Promise<readonly ValidationFailure[]> {
  const [failures = []] = await storedFailures({ schema, own, neighbour }, [candidate])
  return failures
}

/** Stages a step, the timers that come of it, and the event; returns the record as it is shown. */
export function stageStep(
  ground: WriteGround,
  step: RecordStep,
  { before, enters = false }: Following,
): Row {
  const { schema, unit, tools } = ground
  const { row, happened, at: now } = step
  const { correlationId } = unit.scope
  // What is erased may have timers of a state that is not timed any more.
  const timers =
    happened === 'erased'
      ? []
      : timersAfter(schema, { before, row, enters, correlationId, now, ids: tools.ids })
  const shown = completed(schema, row)
  if (before && isRemoval(schema, happened)) unit.remove(schema, row, before)
  else unit.stage(schema, row, before)
  if (timers) unit.setTimers(schema, row.id, timers)
  tellStep(ground, row, step)
  return shown
}

type Identity = Pick<Row, 'id' | 'version'>
type Told = Pick<RecordStep, 'happened' | 'at'> & Partial<Pick<RecordStep, 'changed'>>

/** Adds the event that tells of a step. */
export function tellStep(
  { schema, unit, tools }: WriteGround,
  { id, version }: Identity,
  { happened, at, changed: payload = {} }: Told,
): void {
  const { name: aggregateType, namespace: source } = schema
  const type = mutationType(schema, happened)
  const happening = { type, aggregateId: id, aggregateType, payload, version, source }
  const event = stampEvent({ ...happening, occurredAt: at }, unit.scope, tools)
  if (happened === 'erased') unit.erase(event)
  else unit.record(event)
}
