/** The erasure of records, as a unit of work commits it. */
import { type DomainEvent, withoutContent } from '../../event/index.ts'
import type { Changes } from '../flush/changes.ts'

/** Takes the content from a unit's own events that come before an erasure, and says what is to be erased. */
export function withErasures(
  events: ReadonlySet<DomainEvent>,
  erasing: ReadonlySet<DomainEvent>,
): Pick<Changes, 'events' | 'erasures'> {
  const order = [...events]
  const places = new Map(order.map((event, place) => [event, place]))
  const last = new Map([...erasing].map((event) => [event.aggregateId, places.get(event) ?? -1]))
  const isKept = (event: DomainEvent, place: number) => place >= (last.get(event.aggregateId) ?? 0)

  const erasures = [...last].map(([aggregateId, from]) => {
    const own = order.slice(from).filter((event) => event.aggregateId === aggregateId)
    return { aggregateId, keep: own.map(({ id }) => id) }
  })
  const told = order.map((event, place) => (isKept(event, place) ? event : withoutContent(event)))
  return { events: told, erasures }
}
