/** The answers of requests that fail, one a status, and the schemas of what they say. */
import type { JsonSchema } from '@plinth/core/runtime'
import { problemMediaType } from '../problem/problem.ts'
import { schemaRef } from './record-schemas.ts'

/** Refers to the answers with these statuses. */
export function problemResponses(
  ...statuses: readonly (keyof typeof meanings)[]
): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(
    statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
  )
}

/** Writes the answers, to be kept among the components. */
export function problemComponents(): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(
    Object.entries(meanings).map(([status, { description, schema, example }]) => [
      `Problem${status}`,
      {
        description,
        content: {
          [problemMediaType]: {
            schema: schemaRef(schema),
            example: {
              ...example,
              status: Number(status),
              type: `/errors/${example.code.replaceAll('.', '-')}`,
              trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
              instance: '/api/v1/sales/orders/ord_01ARZ3NDEKTSV4RRFFQ69G5FAV',
            },
          },
        },
      },
    ]),
  )
}

const meanings = {
  400: {
    description: 'The request is malformed, or its input breaks the schema.',
    schema: 'plinth.Problem',
    example: {
      title: 'The input breaks its schema',
      code: 'validation.failed',
      detail: 'Order is not valid: number is required',
      errors: [{ pointer: '/number', code: 'required', detail: 'number is required' }],
    },
  },
  401: {
    description: 'The request does not say who is asking.',
    schema: 'plinth.Problem',
    example: {
      title: 'The request does not say who is asking',
      code: 'auth.required',
      detail: 'the request names no organization: send the header field x-org-id',
    },
  },
  403: {
    description: 'The caller lacks the permission.',
    schema: 'plinth.Problem',
    example: {
      title: 'The caller may not do this',
      code: 'auth.forbidden',
      detail:
        '"sales.order.read" needs the permission "sales.order.read", which guest does not have',
    },
  },
  404: {
    description: 'There is no such record in the caller’s organization, or no such address.',
    schema: 'plinth.Problem',
    example: {
      title: 'There is no such record',
      code: 'entity.not-found',
      detail: 'there is no Order ord_01ARZ3NDEKTSV4RRFFQ69G5FAV',
    },
  },
  409: {
    description:
      'The change collides with the record as it is. A refused transition says why, and what would help.',
    schema: 'plinth.Refusal',
    example: {
      title: 'The order cannot be placed',
      code: 'state.refused',
      detail:
        'order ord_01ARZ3NDEKTSV4RRFFQ69G5FAV stays "draft": total 124.00 USD is not at most 100.00 USD',
      machine: 'order',
      state: 'draft',
      event: 'place',
      allowed: ['cancel'],
      why: { field: 'entity.total', op: 'lte', passed: false },
      remedies: [{ set: 'entity.total', atMost: { amount: 10_000, currency: 'USD' } }],
    },
  },
  412: {
    description: 'The record is not at the version that `If-Match` names.',
    schema: 'plinth.Problem',
    example: {
      title: 'The record has changed since it was read',
      code: 'entity.stale',
      detail: 'Order ord_01ARZ3NDEKTSV4RRFFQ69G5FAV is at version 3, not 2',
    },
  },
  413: {
    description: 'The body is too large.',
    schema: 'plinth.Problem',
    example: {
      title: 'The body is too large',
      code: 'http.body-too-large',
      detail: 'the body is larger than the server takes',
    },
  },
  415: {
    description: 'The body is not JSON, or is compressed.',
    schema: 'plinth.Problem',
    example: {
      title: 'The body is of a kind that is not taken',
      code: 'http.media-type',
      detail: 'the content type of the body is not one that is taken: send application/json',
    },
  },
  422: {
    description: 'A rule of the business forbids it.',
    schema: 'plinth.Problem',
    example: {
      title: 'A rule of the business forbids it',
      code: 'sales.no-price',
      detail: 'the product has no price',
    },
  },
  429: {
    description: 'The caller has sent too much: see `Retry-After`.',
    schema: 'plinth.Problem',
    example: {
      title: 'The caller has sent this too often',
      code: 'rate.limited',
      detail: 'usr_ada has sent "sales.placeOrder" too often; the next one may come in 1200 ms',
      facts: { type: 'sales.placeOrder', retryAfter: 1_200 },
    },
  },
  500: {
    description: 'Something broke inside the server. The log has it under the trace id.',
    schema: 'plinth.Problem',
    example: {
      title: 'Something broke inside the server',
      code: 'internal',
      detail: 'Something broke inside the system.',
    },
  },
  503: {
    description: 'The server is stopping, or its database does not answer: see `Retry-After`.',
    schema: 'plinth.Problem',
    example: {
      title: 'The database does not answer',
      code: 'database.unreachable',
      detail: 'The database does not answer.',
    },
  },
} as const

/** The schemas of problems. */
export const problemSchemas: Readonly<Record<string, JsonSchema>> = {
  'plinth.Problem': {
    type: 'object',
    description: 'Problem details, as in RFC 9457.',
    required: ['type', 'title', 'status', 'code', 'detail', 'trace_id', 'instance'],
    properties: {
      type: { type: 'string', description: 'The address that explains the code.' },
      title: { type: 'string' },
      status: { type: 'integer' },
      code: { type: 'string', description: 'Stable, for machines.' },
      detail: { type: 'string', description: 'What went wrong this time.' },
      errors: {
        type: 'array',
        description: 'All that is wrong with the input.',
        items: {
          type: 'object',
          required: ['code', 'detail'],
          properties: {
            pointer: { type: 'string', description: 'Into the body, as in RFC 6901.' },
            parameter: { type: 'string', description: 'The name of a parameter.' },
            code: { type: 'string' },
            detail: { type: 'string' },
          },
        },
      },
      facts: { type: 'object', description: 'Names and values behind the detail.' },
      trace_id: { type: 'string', description: 'The same in the log and in `x-request-id`.' },
      instance: { type: 'string', description: 'What the request was about.' },
    },
  },
  'plinth.Refusal': {
    allOf: [
      schemaRef('plinth.Problem'),
      {
        type: 'object',
        properties: {
          machine: { type: 'string' },
          state: { type: 'string' },
          event: { type: 'string' },
          allowed: {
            type: 'array',
            description: 'The events that the record would take now.',
            items: { type: 'string' },
          },
          why: schemaRef('plinth.Explanation'),
          remedies: {
            type: 'array',
            description:
              'Small changes after which it would be taken; only what the caller may make.',
            items: { type: 'object' },
          },
        },
      },
    ],
  },
  'plinth.Explanation': {
    type: 'object',
    description: 'The tree of a rule: what each leaf compared, and whether it held.',
    required: ['passed'],
    properties: {
      rule: { type: 'string' },
      passed: { type: 'boolean' },
      field: { type: 'string' },
      op: { type: 'string' },
      expected: {},
      actual: {},
      message: { type: 'string' },
      and: { type: 'array', items: schemaRef('plinth.Explanation') },
      or: { type: 'array', items: schemaRef('plinth.Explanation') },
      not: schemaRef('plinth.Explanation'),
    },
  },
}
