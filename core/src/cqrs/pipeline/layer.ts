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
export function layer<Context>(phaseFor: Layer<Context>['phaseFor']): Layer<Context> {
  const onion: Middleware<Context> = (request, ctx, next) => {
    const phase = phaseFor(routeOf(request))
    return surround(phase ? [phase] : [], next)(request, ctx)
  }
  return Object.freeze(Object.assign(onion, { phaseFor }))
}

/** Tells whether a layer comes in phases. */
export function isLayer<Context>(middleware: Middleware<Context>): middleware is Layer<Context> {
  return 'phaseFor' in middleware
}
