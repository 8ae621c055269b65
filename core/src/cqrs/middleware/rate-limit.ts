/** The layer that lets each actor have each command done only so often. */
import { CoreError } from '../../errors/index.ts'
import type { Request } from '../message.ts'
import type { MessageContext } from '../message-context.ts'
import { type Layer, layer } from '../pipeline/layer.ts'
import type { Phase } from '../pipeline/phase.ts'
import type { RateLimiter, RateVerdict } from '../port/rate-limiter.ts'

/**
 * Creates the layer. Queries are not counted, nor what the system does by itself, nor what one
 * command's handler has done by another.
 *
 * Its requests fail with a CoreError `rate.limited` whose `retryAfter` is in milliseconds.
 */
export function RateLimitMiddleware(limiter: RateLimiter): Layer<MessageContext> {
  const phase: Phase<MessageContext> = {
    before(request, { actor, isNested = false }) {
      if (actor.type === 'system' || isNested) return undefined
      const { orgId, actorId, type } = request
      const verdict = limiter.take({ orgId, actorId, type })
      if ('then' in verdict) return waited(verdict, request)
      if (!verdict.allowed) throw limited(request, verdict)
      return undefined
    },
  }
  return layer(({ kind }) => (kind === 'command' ? phase : null))
}

async function waited(verdict: Promise<RateVerdict>, request: Request): Promise<void> {
  const { allowed, ...rest } = await verdict
  if (!allowed) throw limited(request, { allowed, ...rest })
}

function limited({ type, actorId }: Request, { retryAfter }: RateVerdict): CoreError {
  return new CoreError(
    'rate.limited',
    `${actorId} has sent "${type}" too often; the next one may come in ${retryAfter} ms`,
    { type, retryAfter },
  )
}
