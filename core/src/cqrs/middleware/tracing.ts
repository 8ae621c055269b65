/** The layer that gives each request its span. */
import type { MessageContext } from '../message-context.ts'
import { type Layer, layer } from '../pipeline/layer.ts'
import type { Phase } from '../pipeline/phase.ts'
import type { Span, SpanContext, Tracer } from '../port/tracer.ts'

/**
 * Creates the layer. While the layers inside run, the span is the context's: what they log and send
 * belongs to it. A request that is sent from within becomes a child of it.
 */
export function TracingMiddleware(tracer: Tracer): Layer<MessageContext> {
  return layer(({ kind, type }): Phase<MessageContext, Traced> => {
    const name = `${kind} ${type}`
    return {
      before(request, ctx) {
        const parent = ctx.span ?? null
        const { correlationId, orgId, actorId } = request
        const attributes = { 'plinth.org': orgId, 'plinth.actor': actorId }
        const span = tracer.start(name, { parent, correlationId, attributes })
        ctx.span = span
        return { span, parent }
      },
      after(_request, ctx, { ok, error, state: { span, parent } }) {
        ctx.span = parent
        if (ok) span.end()
        else span.end(error)
      },
    }
  })
}

interface Traced {
  readonly span: Span
  /** What the context stood in before. */
  readonly parent: SpanContext | null
}
