/** The routes of a record's life: which events are possible now, and the one that sends it an event. */
import type { EventOutlook, Outlook } from '@plinth/core'
import { meantOrKnown } from '@plinth/core/runtime'
import type { Resource } from '../../catalogue/resource.ts'
import { httpError, shown } from '../../problem/http-error.ts'
import type { Call } from '../call.ts'
import { jsonAnswer, type Route } from '../route.ts'
import { sent } from '../sent.ts'
import { expectedVersion, recordAnswer, recordId, type StoredRecord } from './stored-record.ts'

/** Makes the routes `GET …/:id/transitions` and `POST …/:id/transitions/:event`; none without a machine. */
export function transitionRoutes(resource: Resource): readonly Route[] {
  return resource.events.size === 0 ? [] : [outlookRoute(resource), fireRoute(resource)]
}

function outlookRoute(resource: Resource): Route {
  return {
    method: 'GET',
    path: `${resource.path}/:id/transitions`,
    async handle(call) {
      const params = { id: recordId(call, resource) }
      const outlook = await call.ctx.query<Outlook>({
        type: `${resource.name}.transitions`,
        params,
      })
      return jsonAnswer(200, { ...outlook, events: outlook.events.map(eventShown) })
    },
  }
}

function eventShown({ event, possible, target, refusal }: EventOutlook): object {
  if (!refusal) return { event, possible, target }
  const { why, remedies } = refusal.facts
  return { event, possible, detail: refusal.message, why, remedies }
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
      return sent<StoredRecord>({ call, message: { type, payload } }, (record) =>
        recordAnswer(call, { schema, record }),
      )
    },
  }
}

function knownEvent({ params: { event = '' } }: Call, { schema, events }: Resource): string {
  if (events.has(event)) return event

  throw httpError(
    'http.route-unknown',
    `${schema.name} has no event ${shown(event)}. ${meantOrKnown(event, events.keys(), 'It has')}`,
  )
}
