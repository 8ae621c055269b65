/** What surrounds handlers: functions like an onion's skins, and built-in layers that come in phases. */
import type { Request } from '../message.ts'
import type { Phase } from './phase.ts'
import { type Route, routeOf } from './route.ts'
import { surround } from './surround.ts'

/** A layer of one's own: does something, calls `next` once, does something more. */
export type Middleware<Context> = (
  request: Request,
  ctx: Context,
  next: () => Promise<unknown>,
) => Promise<unknown>

/** A built-in layer. It can be called as any other, and the mediator takes its phases instead. */
export interface Layer<Context> extends Middleware<Context> {
  /** The phase that messages of this route need; null when they need none. */
  readonly phaseFor: (route: Route) => Phase<Context> | null
}

/** Makes a layer of what tells its phases. */
export function layer<Context, State = unknown>(
  phaseFor: (route: Route) => Phase<Context, State> | null,
): Layer<Context> {
  const phases = forgetful(phaseFor)
  const onion: Middleware<Context> = (request, ctx, next) => {
    const phase = phases(routeOf(request))
    return surround(phase ? [phase] : [], next)(request, ctx)
  }
  return Object.freeze(Object.assign(onion, { phaseFor: phases }))
}

// A phase gets back the state that it gave, and nobody else looks at it: around it, its type is forgotten.
function forgetful<Context, State>(
  phaseFor: (route: Route) => Phase<Context, State> | null,
): Layer<Context>['phaseFor'] {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- see above
  return phaseFor as Layer<Context>['phaseFor']
}

/** Tells whether a layer comes in phases. */
export function isLayer<Context>(middleware: Middleware<Context>): middleware is Layer<Context> {
  return 'phaseFor' in middleware
}
