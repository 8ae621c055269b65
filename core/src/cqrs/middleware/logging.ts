/** The layer that writes a line for each request: what, how it ended, how long it took. */
import { CoreError } from '../../errors/index.ts'
import { type Clock, type LogFacts, type Logger, systemPlatform } from '../../primitives/index.ts'
import { kindOf, type Request } from '../message.ts'
import type { MessageContext } from '../message-context.ts'
import { type Layer, layer } from '../pipeline/layer.ts'
import type { Ended, Phase } from '../pipeline/phase.ts'

/**
 * Creates the layer. Refusals are `info`, what broke is `error`, everything else `debug`; each line
 * carries the correlation id, and inside tracing the span's.
 */
export function LoggingMiddleware(
  logger: Logger,
  { clock }: { readonly clock: Clock } = systemPlatform(),
): Layer<MessageContext> {
  const phase: Phase<MessageContext, number> = {
    before: () => clock.elapsed(),
    after(request, ctx, ended) {
      const ms = Math.round((clock.elapsed() - ended.state) * 10) / 10
      const facts = { type: request.type, ms, ...placeOf(request, ctx) }
      if (ended.ok) logger.debug(`${kindOf(request)} done`, facts)
      else report(logger, kindOf(request), { facts, ended })
    },
  }
  return layer(() => phase)
}

interface Report {
  readonly facts: LogFacts
  readonly ended: Ended
}

function placeOf({ correlationId, orgId, actorId }: Request, { span }: MessageContext): LogFacts {
  const spanId = span ? { spanId: span.spanId } : null
  return { correlationId, ...spanId, org: orgId, actor: actorId }
}

function report(logger: Logger, kind: string, { facts, ended: { error } }: Report): void {
  if (error instanceof CoreError && error.code !== 'internal') {
    logger.info(`${kind} refused`, { ...facts, code: error.code })
  } else {
    logger.error(`${kind} failed`, { ...facts, error })
  }
}
