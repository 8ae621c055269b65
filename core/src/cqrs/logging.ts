/** The layer that writes a line for each request: what, how it ended, how long it took. */
import { CoreError } from '../errors/index.ts'
import type { Logger } from '../primitives/index.ts'
import type { Request } from './message.ts'
import type { Outcome, Phase } from './pipeline.ts'

/** Creates the layer. Refusals are `info`, what broke is `error`, everything else `debug`. */
export function logging<Context extends { readonly logger: Logger }>(): Phase<Context> {
  return {
    after(request, { logger }, outcome) {
      const facts = { type: request.type, ms: Math.round(outcome.ms * 10) / 10 }
      if (outcome.ok) logger.debug(`${request.kind} done`, facts)
      else report(logger, request, { facts, outcome })
    },
  }
}

interface Report {
  readonly facts: Readonly<Record<string, unknown>>
  readonly outcome: Outcome
}

function report(logger: Logger, request: Request, { facts, outcome: { error } }: Report): void {
  if (error instanceof CoreError && error.code !== 'internal') {
    logger.info(`${request.kind} refused`, { ...facts, code: error.code })
  } else {
    logger.error(`${request.kind} failed`, { ...facts, error })
  }
}
