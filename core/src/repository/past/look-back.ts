/** Looks back at a record: as it was in one of its versions or at a moment, and where its history ended. */
import type { EntitySchema } from '../../entity/index.ts'
import { type DomainEvent, isErased } from '../../event/index.ts'
import type { Row } from '../flush/changes.ts'
import { mutationType } from '../record/record.ts'
import { eventsUntil, type HistoryOptions, wholeHistory } from './history.ts'
import { rebuild } from './rebuild.ts'

/** The records of one entity, and where their events are read. */
export interface PastGround {
  readonly schema: EntitySchema
  readonly events: (
    id: string,
    options: Required<HistoryOptions>,
  ) => Promise<readonly DomainEvent[]>
}

/** Rebuilds a record in one of its versions; null when its events do not tell it. */
export async function recordInVersion(
  ground: PastGround,
  id: string,
  version: number,
): Promise<Row | null> {
  const events = await eventsOf(ground, id)
  return rebuild(
    ground.schema,
    events.filter((event) => event.version <= version),
  )
}

/** Rebuilds a record as it was at a moment, deleted or not; null when it was not there. */
export async function recordAtTime(
  ground: PastGround,
  id: string,
  time: number,
): Promise<Row | null> {
  return rebuild(ground.schema, eventsUntil(await eventsOf(ground, id), time))
}

/** The last version of which anything is told still; null when nothing is, but that it was erased. */
export async function lastTold(ground: PastGround, id: string): Promise<number | null> {
  const { schema } = ground
  const events = await eventsOf(ground, id)
  const told = events.filter((event) => event.aggregateType === schema.name)
  const end = mutationType(schema, 'erased')
  const isOver = told.every((event) => isErased(event) || event.type === end)
  return isOver ? null : (told.at(-1)?.version ?? null)
}

function eventsOf({ events }: PastGround, id: string): Promise<readonly DomainEvent[]> {
  return wholeHistory((options) => events(id, options))
}
