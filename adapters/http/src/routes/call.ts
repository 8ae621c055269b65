/** One identified request, as routes see it. */
import type { SystemContext } from '@plinth/core'
import type { Presentation } from '../identity/presentation.ts'
import type { Parameter } from '../query/query-text.ts'
import type { JsonBody } from '../request/json-body.ts'

/** A request of a caller who is known. */
export interface Call {
  /** The system as this caller sees it. */
  readonly ctx: SystemContext
  /** The path, without the query string. */
  readonly path: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Undefined when the request has no body. */
  readonly body: JsonBody | undefined
  /** The open parts of the path, by name. */
  readonly params: Readonly<Record<string, string>>
  /** Takes the query string apart. @throws CoreError `http.parameters-invalid`, `http.address-too-long` */
  parameters(): readonly Parameter[]
  /** Leaves out of an answer what this caller may not read. */
  readonly present: Presentation
}

/** The value of a header field; undefined when the request has none. */
export function header(call: Call, name: string): string | undefined {
  const value = call.headers[name]
  return typeof value === 'string' ? value : value?.join(', ')
}
