/** Takes each message to its one handler. */
import { CoreError } from '../errors/index.ts'
import { nearest } from '../primitives/index.ts'
import type { Request } from './message.ts'
import { compose, type Handler, type Layers } from './pipeline.ts'

/** A handler under the name of what it handles. */
export interface Registration<Context> {
  readonly kind: Request['kind']
  readonly type: string
  readonly handle: Handler<Context>
}

/** Takes messages to their handlers, through the layers that surround them all. */
export class Mediator<Context> {
  readonly #layers: Layers<Context>
  readonly #handlers = new Map<string, Registration<Context>>()
  readonly #composed = new Map<string, (request: Request, ctx: Context) => Promise<unknown>>()

  constructor(layers: Layers<Context>) {
    this.#layers = layers
  }

  /**
   * Registers the one handler of a type.
   *
   * @throws CoreError `system.invalid` when the type has one already.
   */
  register(registration: Registration<Context>): void {
    const { kind, type } = registration
    const key = keyOf(registration)
    if (this.#handlers.has(key)) {
      throw new CoreError('system.invalid', `${kind} "${type}" has a handler already`, {
        kind,
        type,
      })
    }
    this.#handlers.set(key, registration)
  }

  /** @throws CoreError `message.unknown`, naming the nearest known type, when nobody handles it. */
  send(request: Request, ctx: Context): Promise<unknown> {
    return this.#pipeline(request)(request, ctx)
  }

  #pipeline(request: Request): (request: Request, ctx: Context) => Promise<unknown> {
    const key = keyOf(request)
    const known = this.#composed.get(key)
    if (known) return known

    const registration = this.#handlers.get(key)
    if (!registration) throw this.#unknown(request)
    const composed = compose(this.#layers, registration.handle)
    this.#composed.set(key, composed)
    return composed
  }

  #unknown({ kind, type }: Request): CoreError {
    const known = [...this.#handlers.values()].filter((handler) => handler.kind === kind)
    const similar = nearest(
      type,
      known.map((handler) => handler.type),
    )
    const hint = similar ? `; did you mean "${similar}"?` : ''
    return new CoreError('message.unknown', `there is no ${kind} "${type}"${hint}`, {
      kind,
      type: type.slice(0, 200),
      ...(similar ? { nearest: similar } : {}),
    })
  }
}

function keyOf({ kind, type }: { readonly kind: string; readonly type: string }): string {
  return `${kind} ${type}`
}
