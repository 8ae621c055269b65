/** The header field under which a request can be sent again without being done again. */

/** The parameter `Idempotency-Key`, as OpenAPI says it. */
export const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'A name of your own for this request, such as a UUID. Sent again under it, the request is answered as the first time and not done again; with another body it is refused (422).',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
} as const
