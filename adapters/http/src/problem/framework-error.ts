/** Turns whatever was thrown on the way of a request into an error with a code. */
import { CoreError } from '@plinth/core'
import { type HttpErrorCode, httpError } from './http-error.ts'

/** Keeps an error that has a code of the table, translates Fastify's, and wraps what is a bug. */
export function coreErrorOf(thrown: unknown): CoreError {
  if (thrown instanceof CoreError) return thrown

  const { code, statusCode } = traitsOf(thrown)
  const known = byFrameworkCode.get(code)
  if (known) return httpError(...known)
  if (isOfReading(code) && statusCode >= 400 && statusCode < 500) return httpError(...unreadable)
  return new CoreError('internal', 'a request broke something', {}, { cause: thrown })
}

// Fastify's own errors, and a connection that ended while the body was read. What a module throws may
// have a status too, of a service that it asked: that is no fault of the caller's.
function isOfReading(code: string): boolean {
  return code.startsWith('FST_ERR_') || code === 'ECONNRESET'
}

/** Turns an error of Node's HTTP parser or of a socket into one with a code. */
export function connectionErrorOf(thrown: unknown): CoreError {
  const { code } = traitsOf(thrown)
  return httpError(...(byParserCode.get(code) ?? unreadable))
}

type Translation = readonly [code: HttpErrorCode, message: string]

const unreadable: Translation = [
  'http.request-malformed',
  'the request is not well-formed HTTP, or its length is not the one it announced',
]

const byFrameworkCode: ReadonlyMap<string, Translation> = new Map<string, Translation>([
  [
    'FST_ERR_CTP_BODY_TOO_LARGE',
    ['http.body-too-large', 'the body is larger than the server takes'],
  ],
  [
    'FST_ERR_CTP_INVALID_MEDIA_TYPE',
    [
      'http.media-type',
      'the content type of the body is not one that is taken: send application/json',
    ],
  ],
  [
    'FST_ERR_BAD_URL',
    [
      'http.address-malformed',
      'the path has a "%" that is not followed by two hexadecimal digits of UTF-8',
    ],
  ],
])

const byParserCode: ReadonlyMap<string, Translation> = new Map<string, Translation>([
  [
    'HPE_HEADER_OVERFLOW',
    ['http.headers-too-large', 'the request line and the header fields are larger than 16 KiB'],
  ],
  [
    'ERR_HTTP_REQUEST_TIMEOUT',
    ['http.request-timeout', 'the request did not arrive as a whole in time'],
  ],
])

interface Traits {
  readonly code: string
  readonly statusCode: number
}

function traitsOf(thrown: unknown): Traits {
  if (typeof thrown !== 'object' || thrown === null) return { code: '', statusCode: 0 }

  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''
  const statusCode =
    'statusCode' in thrown && typeof thrown.statusCode === 'number' ? thrown.statusCode : 0
  return { code, statusCode }
}
