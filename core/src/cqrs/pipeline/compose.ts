/** Composes the layers of one message type around its handler, once. */
import { CoreError } from '../../errors/index.ts'
import { kindOf, type Request } from '../message.ts'
import { isLayer, type Middleware } from './layer.ts'
import type { Phase } from './phase.ts'
import type { Route } from './route.ts'
import { type Handler, type Pipeline, surround } from './surround.ts'

/**
 * Composes layers, from outside in, around a handler. Neighbouring phases become one function; a layer
 * that the route does not need is left out here, and costs nothing later.
 */
export function compose<Context>(
  layers: readonly Middleware<Context>[],
  route: Route,
  handler: Handler<Context>,
): Pipeline<Context> {
  let inner = handler
  let phases: Phase<Context>[] = []
  for (const middleware of layers.toReversed()) {
    if (isLayer(middleware)) {
      const phase = middleware.phaseFor(route)
      if (phase) phases.unshift(phase)
    } else {
      inner = skin(middleware, surround(phases, inner))
      phases = []
    }
  }
  return surround(phases, inner)
}

/** @throws CoreError `message.next-twice`, out of the second call, when `next` is called again. */
function skin<Context>(
  middleware: Middleware<Context>,
  inner: Pipeline<Context>,
): Handler<Context> {
  return (request, ctx) => {
    let isSpent = false
    return middleware(request, ctx, () => {
      if (isSpent) return Promise.reject(calledTwice(request))
      isSpent = true
      return inner(request, ctx)
    })
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
