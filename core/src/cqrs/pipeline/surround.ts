/** Puts phases around a handler. */
import type { Request } from '../message.ts'
import { Passage, stepOf } from './passage.ts'
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

  const steps = phases.map(stepOf)
  return async (request, ctx) => {
    const passage = new Passage(steps, request, ctx)
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

/** Calls a handler so that whatever it does is a promise: what it returns, and what it throws. */
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

/** A promise that fails with what was thrown, as it is and whatever it is. */
export async function rejected(error: unknown): Promise<never> {
  throw error
}
