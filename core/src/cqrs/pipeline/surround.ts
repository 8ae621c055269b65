/** Puts phases around a handler. */
import type { Request } from '../message.ts'
import { type Handler, Passage, stepOf } from './passage.ts'
import type { Phase } from './phase.ts'

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

  const course = { steps: phases.map(stepOf), handler }
  return (request, ctx) => outcome(new Passage(course, request, ctx))
}

function outcome<Context>(passage: Passage<Context>): Promise<unknown> {
  const wait = passage.advance()
  if (wait) return afterwards(passage, wait)
  return passage.ok ? Promise.resolve(passage.value) : rejected(passage.error)
}

// An async function would do the same, with a frame beside each promise.
function afterwards<Context>(passage: Passage<Context>, wait: Promise<unknown>): Promise<unknown> {
  return wait.then(
    (value) => {
      passage.took(value)
      return goOn(passage)
    },
    (error: unknown) => {
      passage.fail(error)
      return goOn(passage)
    },
  )
}

function goOn<Context>(passage: Passage<Context>): unknown {
  const wait = passage.advance()
  if (wait) return afterwards(passage, wait)
  if (passage.ok) return passage.value
  throw passage.error
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
