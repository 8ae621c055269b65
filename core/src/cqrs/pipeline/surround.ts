/** Puts phases around a handler. */
import type { Request } from '../message.ts'
import { Passage } from './passage.ts'
import type { Phase } from './phase.ts'

/** Handles a request. */
export type Handler<Context> = (request: Request, ctx: Context) => unknown

/** Handles a request, and always with a promise. */
export type Pipeline<Context> = (request: Request, ctx: Context) => Promise<unknown>

/**
 * Makes one function of phases and a handler. The ways in run from outside in, then the handler, then
 * the ways out from inside out: those alone whose way in has let the request through.
 */
export function surround<Context>(
  phases: readonly Phase<Context>[],
  handler: Handler<Context>,
): Pipeline<Context> {
  if (phases.length === 0) return (request, ctx) => promised(handler, request, ctx)

  return async (request, ctx) => {
    const passage = new Passage(phases, request, ctx)
    while (!passage.isThrough) {
      try {
        for (let wait = passage.enter(); wait; wait = passage.enter()) passage.entered(await wait)
        if (!passage.hasEnded) passage.succeed(await handler(request, ctx))
        for (let wait = passage.leave(); wait; wait = passage.leave()) passage.left(await wait)
      } catch (error) {
        passage.fail(error)
      }
    }
    if (passage.ok) return passage.value
    throw passage.error
  }
}

function promised<Context>(
  handler: Handler<Context>,
  request: Request,
  ctx: Context,
): Promise<unknown> {
  try {
    return Promise.resolve(handler(request, ctx))
  } catch (error) {
    return rejected(error)
  }
}

// What was thrown is handed on as it is, whatever it is.
async function rejected(error: unknown): Promise<never> {
  throw error
}
