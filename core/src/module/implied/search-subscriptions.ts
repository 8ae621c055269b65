/** The durable subscription that keeps the active search adapter up with the records of an entity. */
import type { HandlerContext } from '../../context/index.ts'
import type { EntityDefinition } from '../../entity/index.ts'
import { type DomainEvent, type Subscription, subscription } from '../../event/index.ts'
import { mutationsHeard } from './mutations-heard.ts'
import { searchFields } from './search-fields.ts'

/** Makes the subscription of an entity with `searchSync`: `sales.order.search-sync`; none without. */
export function searchSubscriptions(
  module: string,
  entity: EntityDefinition,
): readonly Subscription<HandlerContext>[] {
  if (entity.searchSync !== true) return []

  const { told, pattern, filter } = mutationsHeard(module, entity)
  const name = `${told}.search-sync`
  return [subscription<HandlerContext>(pattern, { name, filter }, syncSearch)]
}

// The record goes in as it is by now, not as the event has left it: events that come twice, or long
// after, never bring old values back. The unit relies on what was read. Where the record has changed by
// the time that the search has answered, the flush refuses, and the unit runs again.
async function syncSearch(
  { aggregateId: id, aggregateType }: DomainEvent,
  ctx: HandlerContext,
): Promise<void> {
  const schema = ctx.schema(aggregateType)
  const search = ctx.adapters.get('search')
  const collection = `${schema.namespace}.${schema.plural}`
  const place = { organizationId: ctx.org.id, collection }

  const row = await ctx.repository(aggregateType).findById(id)
  if (row) await search.index(place, [{ id, fields: searchFields(schema, row) }])
  else await search.remove(place, [id])
}
