/** What a server is told. */
import type { Logger, PermissionResolver } from '@plinth/core'
import type { Identity } from '../identity/identity.ts'
import type { AccessLine } from './access-line.ts'
import type { HttpLimits } from './limits.ts'

/** What `httpServer` takes beside the system. */
export interface HttpOptions {
  /** Who is asking. There is no default: a server that cannot tell does not start. */
  readonly identity: Identity
  /** Who may read sensitive fields: `sales.order.reveal`. Default: nobody. */
  readonly permissions?: PermissionResolver
  /** The name or address to listen on. Default `127.0.0.1`. */
  readonly host?: string
  /** Default 3000; 0 takes any that is free. */
  readonly port?: number
  /** What documents call the system. Default: `Plinth`, and the version of this package. */
  readonly about?: SystemCard
  /** The organization of the examples in documents. Default `org_demo`. */
  readonly organization?: string
  /** How the server is reached from outside, without a slash at the end. Default: addresses stay relative. */
  readonly publicUrl?: string
  /** Writes what broke, whole, with the trace id that the caller was told. Default: silent. */
  readonly logger?: Logger
  /** Told of each answered request, for a terminal. */
  readonly onRequest?: (line: AccessLine) => void
  /** Bounds that differ from the default ones. */
  readonly limits?: Partial<HttpLimits>
}

/** A system's name and version. */
export interface SystemCard {
  readonly name: string
  readonly version: string
}
