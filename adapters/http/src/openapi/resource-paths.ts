/** The paths of an entity's resource: what each route takes and answers. */
import type { JsonSchema } from '@plinth/core/runtime'
import { historyLimits } from '../routes/record/history-route.ts'
import type { Resource, ResourceEvent } from '../catalogue/resource.ts'
import { exampleId } from './example.ts'
import { idempotencyKey } from './idempotency-parameter.ts'
import { includeParameterOf, listParametersOf } from './list-parameters.ts'
import { outlookSchema } from './outlook-schema.ts'
import { problemResponses } from './problem-responses.ts'
import { schemaNames, schemaRef } from './record-schemas.ts'

/** Writes the path items of a resource, by path. */
export function resourcePaths(resource: Resource): Readonly<Record<string, JsonSchema>> {
  const { path, events } = resource
  const transitions = new Map(
    [...events.values()].map((event): [string, JsonSchema] => [
      `${path}/{id}/transitions/${encodeURIComponent(event.name)}`,
      { parameters: [idParameter(resource)], post: fireOperation(resource, event) },
    ]),
  )
  return {
    [path]: { get: listOperation(resource), post: createOperation(resource) },
    [`${path}/{id}`]: {
      parameters: [idParameter(resource)],
      get: readOperation(resource),
      patch: updateOperation(resource),
      delete: deleteOperation(resource),
    },
    ...(events.size === 0
      ? {}
      : {
          [`${path}/{id}/transitions`]: {
            parameters: [idParameter(resource)],
            get: outlookOperation(resource),
          },
        }),
    ...Object.fromEntries(transitions),
    [`${path}/{id}/history`]: {
      parameters: [idParameter(resource)],
      get: historyOperation(resource),
    },
  }
}

/** The tag that a resource's operations stand under. */
export function resourceTag({ schema: { namespace, plural } }: Resource): string {
  return `${namespace} / ${plural}`
}

/** Writes content in JSON. */
export function jsonContent(schema: JsonSchema, mediaType = 'application/json'): JsonSchema {
  return { [mediaType]: { schema } }
}

function listOperation(resource: Resource): JsonSchema {
  return {
    ...operation(resource, 'list', `Lists ${wordsOf(resource)}`),
    parameters: listParametersOf(resource),
    responses: {
      200: {
        description: 'A page.',
        headers: { Link: { description: 'The next page (RFC 8288).', schema: { type: 'string' } } },
        content: jsonContent(schemaRef(schemaNames(resource).page)),
      },
      ...problemResponses(400, 401, 403, 500, 503),
    },
  }
}

function createOperation(resource: Resource): JsonSchema {
  const names = schemaNames(resource)
  return {
    ...operation(resource, 'create', `Creates ${aRecord(resource)}`),
    parameters: [idempotencyKey],
    requestBody: { required: true, content: jsonContent(schemaRef(names.create)) },
    responses: {
      201: {
        description: 'The new record.',
        headers: {
          ...tagHeader,
          Location: { description: 'Its address.', schema: { type: 'string' } },
        },
        content: jsonContent(schemaRef(names.record)),
      },
      ...problemResponses(400, 401, 403, 409, 413, 415, 422, 429, 500, 503),
    },
  }
}

function readOperation(resource: Resource): JsonSchema {
  return {
    ...operation(resource, 'read', `Reads ${aRecord(resource)}`),
    parameters: [
      conditionParameter('If-None-Match', 'Answers 304 when the record is at this version.'),
      ...includeParameterOf(resource.schema),
    ],
    responses: {
      200: recordResponse(resource, 'The record.'),
      304: { description: 'The caller has this version already.', headers: tagHeader },
      ...problemResponses(400, 401, 403, 404, 500, 503),
    },
  }
}

function updateOperation(resource: Resource): JsonSchema {
  const change = schemaRef(schemaNames(resource).change)
  return {
    ...operation(resource, 'update', `Changes ${aRecord(resource)}`),
    parameters: [ifMatch],
    requestBody: {
      required: true,
      content: { ...jsonContent(change, 'application/merge-patch+json'), ...jsonContent(change) },
    },
    responses: {
      200: recordResponse(resource, 'The record as it is now.'),
      ...problemResponses(400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 500, 503),
    },
  }
}

function deleteOperation(resource: Resource): JsonSchema {
  return {
    ...operation(resource, 'delete', `Deletes ${aRecord(resource)}`),
    description: `With \`erase=true\` it is erased for good, deleted or not, with all that its history tells of it; that needs the permission \`erase.${resource.name}\`.`,
    parameters: [ifMatch, eraseParameter],
    responses: {
      204: { description: 'It is gone.' },
      ...problemResponses(400, 401, 403, 404, 409, 412, 429, 500, 503),
    },
  }
}

function fireOperation(resource: Resource, { name, from, to }: ResourceEvent): JsonSchema {
  const payload = { type: 'object', description: 'What goes with the event.' }
  return {
    ...operation(resource, `fire.${name}`, `Sends ${aRecord(resource)} the event "${name}"`),
    description: `From ${from.join(', ')} to ${to.join(' or ')}. Needs the permission \`${resource.name}.${name}\`.`,
    parameters: [ifMatch, idempotencyKey],
    requestBody: { required: false, content: jsonContent(payload) },
    responses: {
      200: recordResponse(resource, 'The record in its new state.'),
      ...problemResponses(400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 500, 503),
    },
  }
}

function outlookOperation(resource: Resource): JsonSchema {
  return {
    ...operation(resource, 'transitions', `Tells which events ${aRecord(resource)} takes now`),
    description: `Whether each event would change its state, and of the others why not, as far as the caller may read. Needs the permission \`${resource.name}.read\`.`,
    responses: {
      200: { description: 'Every event of its machine.', content: jsonContent(outlookSchema) },
      ...problemResponses(400, 401, 403, 404, 500, 503),
    },
  }
}

function historyOperation(resource: Resource): JsonSchema {
  const { default: usual, most } = historyLimits
  return {
    ...operation(resource, 'history', `Tells what happened to ${aRecord(resource)}`),
    parameters: [
      {
        name: 'after',
        in: 'query',
        description: 'Only what happened after this version.',
        schema: { type: 'integer', minimum: 0, default: 0 },
      },
      {
        name: 'limit',
        in: 'query',
        description: 'Events a page, about: a page ends between two versions.',
        schema: { type: 'integer', minimum: 1, maximum: most, default: usual },
      },
    ],
    responses: {
      200: {
        description: 'Events, oldest first.',
        content: jsonContent(schemaRef('plinth.EventPage')),
      },
      ...problemResponses(400, 401, 403, 404, 500, 503),
    },
  }
}

function operation(resource: Resource, verb: string, summary: string): JsonSchema {
  return { tags: [resourceTag(resource)], operationId: `${resource.name}.${verb}`, summary }
}

function recordResponse(resource: Resource, description: string): JsonSchema {
  const content = jsonContent(schemaRef(schemaNames(resource).record))
  return { description, headers: tagHeader, content }
}

const tagHeader = {
  ETag: {
    description: 'The version, for `If-Match`.',
    schema: { type: 'string', examples: ['"1"'] },
  },
} as const

function conditionParameter(name: string, description: string): JsonSchema {
  return { name, in: 'header', description, schema: { type: 'string', examples: ['"1"'] } }
}

const ifMatch = conditionParameter(
  'If-Match',
  'The version that is to change, as its `ETag` said it; another one answers 412. `*` takes any.',
)

const eraseParameter: JsonSchema = {
  name: 'erase',
  in: 'query',
  description: 'Whether to erase the record for good, as data protection asks for.',
  schema: { type: 'boolean', default: false },
}

function idParameter({ schema: { idPrefix } }: Resource): JsonSchema {
  return {
    name: 'id',
    in: 'path',
    required: true,
    description: 'The id of the record.',
    schema: { type: 'string', examples: [exampleId(idPrefix)] },
  }
}

function wordsOf({ schema: { plural } }: Resource): string {
  return plural.replaceAll('-', ' ')
}

function aRecord({ schema: { singular } }: Resource): string {
  const words = singular.replaceAll('-', ' ')
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`
}
