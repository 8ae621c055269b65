/** The routes of an entity's records: create, read, change, delete. */
import { CoreError } from '@plinth/core'
import type { Resource } from '../../catalogue/resource.ts'
import { mergePatch, needsTarget } from '../../conditional/merge-patch.ts'
import { httpError } from '../../problem/http-error.ts'
import { readRecordQuery } from '../../query/include.ts'
import { ParameterFailures } from '../../query/parameter-failure.ts'
import type { Parameter } from '../../query/query-text.ts'
import type { JsonBody } from '../../request/json-body.ts'
import { type Call, header } from '../call.ts'
import {
  expectedVersion,
  isKnown,
  readRecord,
  recordAnswer,
  recordId,
  type StoredRecord,
} from './stored-record.ts'
import { emptyAnswer, jsonAnswer, type Route } from '../route.ts'
import { sent } from '../sent.ts'

/** Makes the routes. */
export function recordRoutes(resource: Resource): readonly Route[] {
  return [createRoute(resource), readRoute(resource), updateRoute(resource), deleteRoute(resource)]
}

function createRoute({ name, path, schema }: Resource): Route {
  const type = `${name}.create`
  return {
    method: 'POST',
    path,
    async handle(call) {
      const payload = requireBody(call)
      return sent<StoredRecord>({ call, message: { type, payload } }, (record) => {
        const headers = { location: `${path}/${record.id}` }
        return recordAnswer(call, { schema, record }, { status: 201, headers })
      })
    },
  }
}

function readRoute(resource: Resource): Route {
  return {
    method: 'GET',
    path: `${resource.path}/:id`,
    async handle(call) {
      const inclusion = readRecordQuery(resource.schema, call.parameters())
      const record = await readRecord(call, resource, inclusion)
      // A tag stands for the record alone: it would not tell that something beside it has changed.
      if (inclusion.include) return jsonAnswer(200, await call.present.any(record))
      const answer = await recordAnswer(call, { schema: resource.schema, record })
      if (!isKnown(call, record)) return answer
      const { etag = '' } = answer.headers
      return emptyAnswer(304, { etag })
    },
  }
}

function updateRoute(resource: Resource): Route {
  return {
    method: 'PATCH',
    path: `${resource.path}/:id`,
    async handle(call) {
      const record = await patched(call, resource, mostTries)
      return recordAnswer(call, { schema: resource.schema, record })
    },
  }
}

/** How often a patch is merged into what is there, when others change it at the same time. */
const mostTries = 5

// A caller without If-Match wants his patch merged into whatever is there: a change that came between
// the reading and the writing is no conflict of his.
async function patched(call: Call, resource: Resource, tries: number): Promise<StoredRecord> {
  const patch = requireBody(call)
  const id = recordId(call, resource)
  const payload = { id, ...(await changeOf(call, resource, patch)) }
  try {
    return await call.ctx.dispatch<StoredRecord>({ type: `${resource.name}.update`, payload })
  } catch (error) {
    if (tries === 1 || !isStale(error) || header(call, 'if-match') !== undefined) throw error
    return patched(call, resource, tries - 1)
  }
}

function isStale(error: unknown): boolean {
  return error instanceof CoreError && error.code === 'entity.stale'
}

/** What a patch comes to: an object in it is merged into what the field holds, at the version read. */
async function changeOf(
  call: Call,
  resource: Resource,
  patch: JsonBody,
): Promise<{ readonly version?: number; readonly changes: JsonBody }> {
  const expected = await expectedVersion(call, resource)
  if (!Object.values(patch).some(needsTarget)) return { ...expected, changes: patch }

  const record = await readRecord(call, resource)
  const changes = Object.fromEntries(
    Object.entries(patch).map(([key, value]) => [key, merged(record, key, value)]),
  )
  return { version: record.version, ...expected, changes }
}

function merged(record: StoredRecord, key: string, value: unknown): unknown {
  const held = Object.hasOwn(record, key) ? record[key] : undefined
  return needsTarget(value) ? mergePatch(held, value) : value
}

function deleteRoute(resource: Resource): Route {
  return {
    method: 'DELETE',
    path: `${resource.path}/:id`,
    async handle(call) {
      const verb = asksErasure(call.parameters()) ? 'erase' : 'delete'
      const payload = { id: recordId(call, resource), ...(await expectedVersion(call, resource)) }
      await call.ctx.dispatch({ type: `${resource.name}.${verb}`, payload })
      return emptyAnswer(204)
    },
  }
}

/** Reads `?erase=true`. @throws CoreError `http.parameters-invalid` */
function asksErasure(parameters: readonly Parameter[]): boolean {
  const failures = new ParameterFailures()
  for (const { name, value } of parameters) {
    if (name !== 'erase') {
      failures.add(name, 'unknown', `the parameter "${name}" is not known here; there is: erase`)
    } else if (!['true', 'false'].includes(value)) {
      failures.add(
        name,
        'value',
        `the parameter "erase" is ${JSON.stringify(value)}; it must be true or false`,
      )
    }
  }
  failures.throwIfAny()
  return parameters.some(({ value }) => value === 'true')
}

function requireBody({ body }: Call): JsonBody {
  if (body) return body
  throw httpError('http.body-missing', 'the request needs a body: a JSON object of fields, { … }')
}
