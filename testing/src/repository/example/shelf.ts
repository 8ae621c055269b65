/** Where the repository of the example finds its rows: on a shelf, which a flush fills. */
import type { DomainEvent, EntitySchema, HistoryOptions, Row } from '@plinth/core'
import { type Changes, erasedPayload, stale } from '@plinth/core/runtime'

/** Rows and events of all organizations, by key. */
export class Shelf {
  readonly #rows = new Map<string, Row>()
  #events: readonly DomainEvent[] = []

  rows({ name }: EntitySchema, organizationId: string): readonly Row[] {
    const own = `${organizationId}/${name}/`
    return [...this.#rows].filter(([key]) => key.startsWith(own)).map(([, row]) => row)
  }

  history(
    orgId: string,
    id: string,
    { after, limit }: Required<HistoryOptions>,
  ): readonly DomainEvent[] {
    const told = this.#events.filter((event) => event.orgId === orgId && event.aggregateId === id)
    return told.filter(({ version }) => version > after).slice(0, limit)
  }

  /** Stores all of it, or nothing. @throws ConflictError `entity.stale` */
  flush({ organizationId, rows, events, erasures }: Changes): void {
    const keyOf = ({ name }: EntitySchema, { id }: Row) => `${organizationId}/${name}/${id}`
    for (const { schema, row, expected } of rows) {
      const actual = this.#rows.get(keyOf(schema, row))?.version ?? 0
      if (actual !== (expected ?? 0))
        throw stale(schema, row.id, { expected: expected ?? 0, actual })
    }
    for (const { schema, row, isRemoved } of rows) {
      if (isRemoved) this.#rows.delete(keyOf(schema, row))
      else this.#rows.set(keyOf(schema, row), row)
    }
    this.#events = [...this.#events, ...events]
    for (const { aggregateId, keep } of erasures) this.#erase(aggregateId, keep)
  }

  #erase(aggregateId: string, keep: readonly string[]): void {
    this.#events = this.#events.map((event) => {
      const isErased = event.aggregateId === aggregateId && !keep.includes(event.id)
      return isErased ? { ...event, payload: erasedPayload } : event
    })
  }
}
