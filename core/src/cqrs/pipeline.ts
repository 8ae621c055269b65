/** What surrounds every handler, composed once a message type. */
import type { Request } from './message.ts'

/** Handles a request. */
export type Handler<Context> = (request: Request, ctx: Context) => unknown

/**
 * A built-in layer. Its parts run in the order in which layers stand; a part that returns nothing
 * costs no promise.
 */
export interface Phase<Context> {
  /** Runs before the handler; what it throws keeps the handler from running. */
  before?(request: Request, ctx: Context): void | Promise<void>
  /** Runs when the request is done, one way or the other. `ms` is how long it took. */
  after?(request: Request, ctx: Context, outcome: Outcome): void
}

/** How a request ended. */
export interface Outcome {
  readonly error: unknown
  readonly ok: boolean
  readonly ms: number
}

/** A layer of one's own: does something, calls `next` once, does something more. */
export type MediatorMiddleware<Context> = (
  request: Request,
  ctx: Context,
  next: () => Promise<unknown>,
) => Promise<unknown>

/** What a pipeline is composed of, from outside in. */
export interface Layers<Context> {
  readonly phases: readonly Phase<Context>[]
  readonly middleware: readonly MediatorMiddleware<Context>[]
  /** Reads a stopwatch, in milliseconds. */
  readonly elapsed: () => number
}

/** Composes layers around a handler. */
export function compose<Context>(
  { phases, middleware, elapsed }: Layers<Context>,
  handler: Handler<Context>,
): (request: Request, ctx: Context) => Promise<unknown> {
  const inner = middleware.reduceRight(wrap, handler)

  return async (request, ctx) => {
    const start = elapsed()
    try {
      for (const phase of phases) {
        const waiting = phase.before?.(request, ctx)
        if (waiting) await waiting
      }
      const result = await inner(request, ctx)
      finish({ ok: true, error: null, ms: elapsed() - start })
      return result
    } catch (error) {
      finish({ ok: false, error, ms: elapsed() - start })
      throw error
    }

    function finish(outcome: Outcome): void {
      for (const phase of phases) phase.after?.(request, ctx, outcome)
    }
  }
}

function wrap<Context>(
  inner: Handler<Context>,
  middleware: MediatorMiddleware<Context>,
): Handler<Context> {
  return (request, ctx) => middleware(request, ctx, async () => inner(request, ctx))
}
