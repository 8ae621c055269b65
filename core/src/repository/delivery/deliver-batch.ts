/** Hands a batch of events to their subscriptions: records side by side, the events of one in order. */
import type { DomainEvent } from '../../event/index.ts'
import type { Turn } from './lags.ts'
import { type Delivery, deliverRecord, type Recipient } from './deliver-record.ts'
import { inParallel } from './in-parallel.ts'

/** What was read from the outbox, and what for. */
export interface Batch {
  readonly events: readonly DomainEvent[]
  /** Whose turn it was, by record, when they were read. */
  readonly turns: readonly Turn[]
}

/** Records that are handled side by side. */
const parallel = 8

/** Delivers a batch, and lists the events that every subscription has handled. Never rejects. */
export async function deliverBatch<R extends Recipient>(
  delivery: Delivery<R>,
  batch: Batch,
): Promise<readonly string[]> {
  const turns = new Map(batch.turns.map((turn) => [turn.aggregateId, turn]))
  const settled: string[] = []
  await inParallel([...byAggregate(batch.events)], parallel, async ([aggregateId, events]) => {
    const turn = turns.get(aggregateId) ?? null
    settled.push(...(await deliverRecord(delivery, { aggregateId, events, turn })))
  })
  return settled
}

function byAggregate(events: readonly DomainEvent[]): ReadonlyMap<string, readonly DomainEvent[]> {
  const groups = new Map<string, DomainEvent[]>()
  for (const event of events) {
    const group = groups.get(event.aggregateId)
    if (group) group.push(event)
    else groups.set(event.aggregateId, [event])
  }
  return groups
}
