/** The layer that writes a line for each request: what, how it ended, how long it took. */
import { CoreError } from '../../errors/index.ts'
import { type Clock, type LogFacts, type Logger, systemPlatform } from '../../primitives/index.ts'
import type { MessageKind, Request } from '../message.ts'
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
  return layer(
    ({ kind }): Phase<MessageContext, number> => ({
      before: () => clock.elapsed(),
      after(request, ctx, ended) {
        const ms = Math.round((clock.elapsed() - ended.state) * 10) / 10
        const facts = factsOf(request, ctx, ms)
        if (ended.ok) logger.debug(done[kind], facts)
        else report(logger, kind, { facts, ended })
      },
    }),
  )
}

const done = { command: 'command done', query: 'query done' } as const

interface Report {
  readonly facts: LogFacts
  readonly ended: Ended
}

// Written out twice: a line is made for every request, and copying facts into one another costs more
// than all the rest of the layer.
function factsOf(request: Request, { span }: MessageContext, ms: number): LogFacts {
  const { type, correlationId, orgId: org, actorId: actor } = request
  if (!span) return { type, ms, correlationId, org, actor }
  return { type, ms, correlationId, spanId: span.spanId, org, actor }
}

function report(logger: Logger, kind: MessageKind, { facts, ended: { error } }: Report): void {
  if (error instanceof CoreError && error.code !== 'internal') {
    logger.info(`${kind} refused`, { ...facts, code: error.code })
  } else {
    logger.error(`${kind} failed`, { ...facts, error })
  }
}
