/** The history of one record, read piece by piece. */
import type { DomainEvent } from '../../event/index.ts'

/** Which part of a record's history to read. */
export interface HistoryOptions {
  /** Only events of later versions. Default 0: all. */
  readonly after?: number
  /** At most this many. Default 500. */
  readonly limit?: number
}

/** Reads one piece of a record's history, oldest first. */
export type ReadHistory = (options: Required<HistoryOptions>) => Promise<readonly DomainEvent[]>

/** Events a piece. */
const piece = 500

/** Reads all of a record's history, oldest first. */
export async function wholeHistory(read: ReadHistory): Promise<readonly DomainEvent[]> {
  const events: DomainEvent[] = []
  let limit = piece
  for (;;) {
    const found = await read({ after: events.at(-1)?.version ?? 0, limit })
    if (found.length < limit) return [...events, ...found]

    // A piece may end among the events of one version: those are read again, together.
    const last = found.at(-1)?.version
    const whole = found.filter(({ version }) => version !== last)
    events.push(...whole)
    limit = whole.length === 0 ? limit * 2 : piece
  }
}

/** The events up to a moment. Time never goes back within a history, whatever the clocks say. */
export function eventsUntil(events: readonly DomainEvent[], time: number): readonly DomainEvent[] {
  const later = events.findIndex(({ occurredAt }) => occurredAt > time)
  return later < 0 ? events : events.slice(0, later)
}
