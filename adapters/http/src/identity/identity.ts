/** The port through which a request says who is asking. */
import type { IncomingHttpHeaders } from 'node:http'
import type { Caller } from '@plinth/core'

/** What identifies a request: its header fields, and where it comes from. */
export interface IdentityRequest {
  readonly headers: IncomingHttpHeaders
  readonly socket: { readonly remoteAddress?: string | undefined }
}

/** Finds out who is asking. */
export interface Identity {
  /**
   * Identifies the caller of a request, before its body is read.
   *
   * @throws AuthenticationError when nobody can be identified: answered as 401. The fact `challenge`,
   * if there is one, becomes the header field `WWW-Authenticate`.
   */
  identify(request: IdentityRequest): Caller | Promise<Caller>
  /** How callers identify themselves, as security schemes of OpenAPI 3.1; all of them are needed. */
  readonly schemes: Readonly<Record<string, SecurityScheme>>
}

/** A security scheme of OpenAPI 3.1, as far as it is used. */
export interface SecurityScheme {
  readonly type: 'apiKey' | 'http' | 'openIdConnect' | 'oauth2'
  readonly description: string
  /** The header field, for `apiKey`. */
  readonly name?: string
  readonly in?: 'header' | 'cookie'
  /** As in `WWW-Authenticate`, for `http`. */
  readonly scheme?: string
  readonly openIdConnectUrl?: string
  /** A value for examples: `org_north`. */
  readonly 'x-example'?: string
}
