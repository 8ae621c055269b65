/** The route of a list: a page of records, and where the next one begins. */
import { CoreError, type PaginatedResult, type ValidationFailure } from '@plinth/core'
import type { Resource } from '../../catalogue/resource.ts'
import { readListQuery } from '../../query/list-query.ts'
import { ParameterFailures } from '../../query/parameter-failure.ts'
import type { Call } from '../call.ts'
import type { StoredRecord } from './stored-record.ts'
import { type Answer, jsonAnswer, type Route } from '../route.ts'

/** Makes the route `GET /api/v1/sales/orders`. */
export function listRoute(resource: Resource): Route {
  const type = `${resource.name}.list`
  return {
    method: 'GET',
    path: resource.path,
    async handle(call) {
      const { params, filters } = readListQuery(resource.list, call.parameters())
      try {
        const page = await call.ctx.query<PaginatedResult<StoredRecord>>({ type, params })
        const isPlain = params.include === undefined
        const data = isPlain
          ? await call.present.records(resource.schema, page.data)
          : await call.present.any(page.data)
        return pageAnswer(call, page, data)
      } catch (error) {
        throw parameterError(error, filters) ?? error
      }
    },
  }
}

function pageAnswer(
  call: Call,
  { limit, nextCursor: next, total }: PaginatedResult<StoredRecord>,
  data: unknown,
): Answer {
  const body = {
    data,
    page: { limit, next },
    ...(total === null ? {} : { total }),
  }
  return jsonAnswer(200, body, next === null ? {} : { link: nextLink(call, next) })
}

/** Says which parameter made a condition that core refuses: a pattern, a list that is too long. */
function parameterError(error: unknown, filters: readonly string[]): CoreError | null {
  if (!(error instanceof CoreError) || error.code !== 'rule.invalid') return null

  const { problems } = error.facts
  const failures = new ParameterFailures()
  for (const { path, code, message } of isFailures(problems) ? problems : []) {
    const [, index = ''] = /^and\.(\d+)/.exec(path) ?? []
    failures.add(filters[Number(index)] ?? '', code, `the filter ${message}`)
  }
  return failures.error()
}

function isFailures(value: unknown): value is readonly Omit<ValidationFailure, 'params'>[] {
  return Array.isArray(value)
}

/** The next page has the address of this one, and begins elsewhere (RFC 8288). */
function nextLink(call: Call, next: string): string {
  const parameters = call.parameters().filter(({ name }) => name !== 'after')
  const query = [...parameters, { name: 'after', value: next }]
    .map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&')
  return `<${call.path}?${query}>; rel="next"`
}
