/** The errors of HTTP itself: what can be wrong with a request before any module sees it. */
import { CoreError, type ErrorFacts } from '@plinth/core'

/** The codes of HTTP itself: what each one means, in one sentence. */
export const httpErrorCodes = {
  'http.body-malformed': 'The body is not well-formed JSON in UTF-8.',
  'http.body-missing': 'The route needs a body and the request has none.',
  'http.body-shape': 'The body is JSON, and not an object.',
  'http.body-too-deep': 'The body has more levels of objects and lists than are taken.',
  'http.body-forbidden-key': 'A key of the body could change what objects inherit.',
  'http.body-too-large': 'The body has more bytes than are taken.',
  'http.parameters-invalid': 'A parameter of the query string is unknown or has no possible value.',
  'http.precondition-malformed': 'If-Match or If-None-Match is no list of entity tags.',
  'http.address-malformed': 'The address has a wrong percent-encoding.',
  'http.address-too-long': 'The query string is longer than is taken.',
  'http.request-malformed': 'What arrived is not HTTP, or contradicts itself.',
  'http.headers-too-large': 'The request line and the header fields are larger than is taken.',
  'http.request-timeout': 'The request did not arrive as a whole in time.',
  'http.media-type': 'The content type or content encoding of the body is not one that is taken.',
  'http.route-unknown': 'No route has this path.',
  'http.method-not-allowed': 'The path is there, and not for this method: see Allow.',
  'http.answer-timeout': 'The work took longer than a request may; its outcome is unknown.',
  'http.stopping': 'The server is shutting down; another one may answer.',
  'http.not-ready': 'The system or its database does not answer.',
} as const

/** A code of HTTP itself. */
export type HttpErrorCode = keyof typeof httpErrorCodes

/** Creates an error of HTTP itself. The message names the thing, the value and what is allowed. */
export function httpError(code: HttpErrorCode, message: string, facts?: ErrorFacts): CoreError {
  return new CoreError(code, message, facts)
}

/** Writes text from outside for a sentence: quoted, control characters escaped, cut when long. */
export function shown(text: string): string {
  return JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text)
}

const longest = 80
