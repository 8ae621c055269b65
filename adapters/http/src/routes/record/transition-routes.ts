/** The route that sends a record an event of its machine. */
import type { Resource } from '../../catalogue/resource.ts'
import { didYouMean } from '../../problem/did-you-mean.ts'
import { httpError, shown } from '../../problem/http-error.ts'
import { type Call, sending } from '../call.ts'
import type { Route } from '../route.ts'
import { expectedVersion, recordAnswer, recordId, type StoredRecord } from './stored-record.ts'

/** Makes the route `POST /api/v1/sales/orders/:id/transitions/:event`; none without a machine. */
export function transitionRoutes(resource: Resource): readonly Route[] {
  return resource.events.size === 0 ? [] : [fireRoute(resource)]
}

function fireRoute(resource: Resource): Route {
  const { name, path, schema } = resource
  const type = `${name}.fire`
  return {
    method: 'POST',
    path: `${path}/:id/transitions/:event`,
    async handle(call) {
      const event = knownEvent(call, resource)
      const id = recordId(call, resource)
      const payload = {
        id,
        event,
        ...(await expectedVersion(call, resource)),
        ...(call.body ? { payload: call.body } : {}),
      }
      const message = { type, payload, ...sending(call) }
      const record = await call.ctx.dispatch<StoredRecord>(message)
      return recordAnswer(call, { schema, record })
    },
  }
}

function knownEvent({ params: { event = '' } }: Call, { schema, events }: Resource): string {
  if (events.has(event)) return event

  throw httpError(
    'http.route-unknown',
    `${schema.name} has no event ${shown(event)}; it has: ${didYouMean(event, events.keys())}`,
  )
}
