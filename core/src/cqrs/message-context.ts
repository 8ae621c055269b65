/** What the layers around a handler know of its context. */
import type { Actor } from './permission.ts'
import type { SpanContext } from './port/tracer.ts'

/** The part of a context that the built-in layers read, whatever else it is. */
export interface MessageContext {
  readonly actor: Actor
  /** Whether a handler of another message sent this one: what counts once a request has counted. */
  readonly isNested?: boolean
  /** The span that the message is handled in; the tracing layer puts it here. */
  span?: SpanContext | null
}
