/** What is known of a message before one is sent: enough to compose the layers that it needs. */
import { kindOf, type MessageKind, type Request } from '../message.ts'
import type { Permission } from '../permission.ts'

/** Where messages of one type go. */
export interface Route extends RouteTraits {
  readonly kind: MessageKind
  readonly type: string
}

/** What a message's registration may say of it. */
export interface RouteTraits {
  /** What its sender must hold. Default: the permission that has the message's own name. */
  readonly allow?: (request: Request) => Permission
}

/** The route of a request of which nothing else is known. */
export function routeOf(request: Request): Route {
  return { kind: kindOf(request), type: request.type }
}
