/** The route of a record's history: what happened to it, oldest first. */
import type { DomainEvent, FieldSchema } from '@plinth/core'
import type { Resource } from '../../catalogue/resource.ts'
import { readMessageQuery } from '../../query/message-query.ts'
import type { Call } from '../call.ts'
import { recordId } from './stored-record.ts'
import { jsonAnswer, type Route } from '../route.ts'

/** What a history can be asked for. */
const historyFields: readonly FieldSchema[] = [
  { key: 'after', type: 'number', integer: true, label: 'Only what happened after this version' },
  { key: 'limit', type: 'number', integer: true, label: 'Events a page, about' },
]

const fieldByKey = new Map(historyFields.map((field) => [field.key, field]))

/** The events on a page where nothing else is asked for, and the most there can be. */
export const historyLimits = { default: 50, most: 500 } as const

/** Makes the route `GET /api/v1/sales/orders/:id/history`. */
export function historyRoute(resource: Resource): Route {
  return {
    method: 'GET',
    path: `${resource.path}/:id/history`,
    async handle(call) {
      const asked = readMessageQuery(fieldByKey, call.parameters())
      const params = { limit: historyLimits.default, ...asked, id: recordId(call, resource) }
      const { data, next } = await readPage(call, `${resource.name}.history`, params)
      return jsonAnswer(200, {
        data: await call.present.any(data),
        page: { limit: params.limit, next },
      })
    },
  }
}

interface HistoryParams {
  readonly id: string
  readonly limit: number
}

interface HistoryPage {
  readonly data: readonly DomainEvent[]
  /** The version after which the next page begins; null on the last one. */
  readonly next: number | null
}

// Several events may tell of one version: a page ends between two versions, or the rest would be lost.
async function readPage(call: Call, type: string, params: HistoryParams): Promise<HistoryPage> {
  const { data } = await call.ctx.query<{ data: readonly DomainEvent[] }>({ type, params })
  const last = data.at(-1)
  if (!last || data.length < params.limit) return { data, next: null }

  const whole = data.filter(({ version }) => version !== last.version)
  const end = whole.at(-1)
  if (end) return { data: whole, next: end.version }
  if (params.limit === historyLimits.most) return { data, next: last.version }

  const longer = await readPage(call, type, { ...params, limit: historyLimits.most })
  const first = longer.data.filter(({ version }) => version === last.version)
  const isAll = first.length === longer.data.length && longer.next === null
  return { data: first, next: isAll ? null : last.version }
}
