/** Composes the layers of one message type around its handler, once. */
import { CoreError } from '../../errors/index.ts'
import { kindOf, type Request } from '../message.ts'
import { isLayer, type Middleware } from './layer.ts'
import type { Phase } from './phase.ts'
import type { Route } from './route.ts'
import type { Handler } from './passage.ts'
import { type Pipeline, rejected, surround } from './surround.ts'

/**
 * Composes layers, from outside in, around a handler. Neighbouring phases become one function; a layer
 * that the route does not need is left out here, and costs nothing later.
 */
export function compose<Context>(
  layers: readonly Middleware<Context>[],
  route: Route,
  handler: Handler<Context>,
): Pipeline<Context> {
  let inner: Pipeline<Context> | null = null
  let phases: Phase<Context>[] = []
  for (const middleware of layers.toReversed()) {
    if (isLayer(middleware)) {
      const phase = middleware.phaseFor(route)
      if (phase) phases.unshift(phase)
    } else {
      inner = skin(middleware, around(phases, inner, handler))
      phases = []
    }
  }
  return around(phases, inner, handler)
}

// What is inside is a pipeline already, or the handler itself: a frame around a pipeline would add nothing.
function around<Context>(
  phases: readonly Phase<Context>[],
  inner: Pipeline<Context> | null,
  handler: Handler<Context>,
): Pipeline<Context> {
  return inner && phases.length === 0 ? inner : surround(phases, inner ?? handler)
}

/** @throws CoreError `message.next-twice`, out of the second call, when `next` is called again. */
function skin<Context>(
  middleware: Middleware<Context>,
  inner: Pipeline<Context>,
): Pipeline<Context> {
  return (request, ctx) => {
    let isSpent = false
    const next = () => {
      if (isSpent) return rejected(calledTwice(request))
      isSpent = true
      return inner(request, ctx)
    }
    try {
      return middleware(request, ctx, next)
    } catch (error) {
      return rejected(error)
    }
  }
}

function calledTwice(request: Request): CoreError {
  const { type } = request
  return new CoreError(
    'message.next-twice',
    `a layer around the ${kindOf(request)} "${type}" called next twice; a layer calls it once at most`,
    { type },
  )
}
