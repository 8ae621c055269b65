/** The OpenAPI 3.1 document of a system: every route, parameter, body and answer. */
import type { JsonSchema } from '@plinth/core/runtime'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Identity } from '../identity/identity.ts'
import type { SystemCard } from '../server/http-options.ts'
import { prefixesOf } from './example.ts'
import { messagePaths } from './message-paths.ts'
import { problemComponents, problemResponses, problemSchemas } from './problem-responses.ts'
import { pageSchema, recordSchemas } from './record-schemas.ts'
import { jsonContent, resourcePaths, resourceTag } from './resource-paths.ts'

/** What the document is made of. */
export interface DocumentParts {
  readonly catalogue: Catalogue
  readonly about: SystemCard
  /** Empty for relative addresses. */
  readonly publicUrl: string
  readonly identity: Pick<Identity, 'schemes'>
  /** The one of the examples. */
  readonly organization: string
}

/** Writes the document. */
export function openApiDocument({
  catalogue,
  about,
  publicUrl,
  identity,
  organization,
}: DocumentParts): JsonSchema {
  const { resources } = catalogue
  const prefixOf = prefixesOf(catalogue)
  return {
    openapi: '3.1.0',
    info: { title: about.name, version: about.version, description: introduction },
    servers: [{ url: publicUrl === '' ? '/' : publicUrl }],
    security: [Object.fromEntries(Object.keys(identity.schemes).map((name) => [name, []]))],
    tags: tagsOf(catalogue),
    paths: {
      ...joined(resources.map(resourcePaths)),
      ...messagePaths(catalogue, prefixOf),
      ...healthPaths,
    },
    components: {
      securitySchemes: identity.schemes,
      schemas: {
        ...joined(resources.map((resource) => recordSchemas(resource, prefixOf, organization))),
        ...eventSchemas,
        ...problemSchemas,
      },
      responses: problemComponents(),
    },
  }
}

type Named = Readonly<Record<string, JsonSchema>>

function joined(parts: readonly Named[]): Named {
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part)))
}

const introduction = [
  'Records, the events of their state machines, commands and queries of one organization.',
  'Instants are epoch milliseconds. Money is `{ amount, currency }`, the amount a whole number of the currency’s minor unit.',
  'A record’s `ETag` is its version; send it back as `If-Match`, so that nobody’s change is lost.',
  'What fails is told as problem details (RFC 9457), with a stable `code` and a `trace_id`.',
].join('\n\n')

function tagsOf({ resources, commands, queries }: Catalogue): readonly JsonSchema[] {
  return [
    ...resources.map((resource) => ({
      name: resourceTag(resource),
      description: `Records of ${resource.schema.name}, in the module ${resource.schema.namespace}.`,
    })),
    ...(commands.length > 0
      ? [{ name: 'commands', description: 'What modules do on request.' }]
      : []),
    ...(queries.length > 0 ? [{ name: 'queries', description: 'What modules answer.' }] : []),
    { name: 'health', description: 'How the server is.' },
  ]
}

const eventSchemas: Readonly<Record<string, JsonSchema>> = {
  'plinth.Event': {
    type: 'object',
    description: 'Something that happened to a record.',
    required: ['id', 'type', 'aggregateId', 'aggregateType', 'payload', 'occurredAt', 'version'],
    properties: {
      id: { type: 'string' },
      type: { type: 'string', examples: ['sales.order.placed'] },
      aggregateId: { type: 'string', description: 'The record.' },
      aggregateType: { type: 'string', description: 'Its entity.' },
      payload: { type: 'object', description: 'For a changed record, the fields that changed.' },
      occurredAt: { type: 'integer', format: 'int64', description: 'In epoch milliseconds.' },
      actorId: { type: ['string', 'null'], description: 'Who caused it; null for the system.' },
      orgId: { type: 'string' },
      correlationId: {
        type: 'string',
        description: 'The trace id of the request that set it off.',
      },
      causedBy: { type: ['string', 'null'], description: 'The event that led to it.' },
      version: { type: 'integer', description: 'The version of the record after it.' },
      source: { type: 'string', description: 'The module that tells it.' },
      schemaVersion: { type: 'integer', description: 'The version that the payload is in.' },
    },
  },
  'plinth.EventPage': pageSchema('plinth.Event', { type: ['integer', 'null'] }),
}

function healthOperation(id: string, summary: string, status: string): JsonSchema {
  const schema = {
    type: 'object',
    required: ['status'],
    properties: { status: { type: 'string', const: status } },
  }
  return {
    tags: ['health'],
    operationId: id,
    summary,
    security: [],
    responses: {
      200: { description: 'It is.', content: jsonContent(schema) },
      ...problemResponses(400, 503),
    },
  }
}

const healthPaths: Readonly<Record<string, JsonSchema>> = {
  '/health': { get: healthOperation('health', 'Tells whether the process lives', 'alive') },
  '/health/ready': {
    get: healthOperation('health.ready', 'Tells whether the system can serve', 'ready'),
  },
}
