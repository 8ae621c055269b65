/**
 * One request on its way through phases: in, as far as they let it, and out again.
 *
 * `enter` runs the ways in until one has to be waited for, `leave` the ways out. Both hand back what
 * has to be waited for, `took` takes what it came to, and whoever drives the passage calls them again;
 * so one async function drives any number of phases, and awaits nothing that is not a promise. What
 * throws is told to `fail`, and the ways out that are left hear of it.
 */
import type { Request } from '../message.ts'
import { again, type Ended, type Phase, Reply } from './phase.ts'

/** The state of one request between phases. */
export class Passage<Context> implements Ended {
  ok = true
  value: unknown = undefined
  error: unknown = undefined
  state: unknown = undefined
  /** Whether there is an answer or an error, and the handler is not to be asked. */
  hasEnded = false
  readonly #phases: readonly Phase<Context>[]
  readonly #request: Request
  readonly #ctx: Context
  readonly #states: unknown[] = []

  constructor(phases: readonly Phase<Context>[], request: Request, ctx: Context) {
    this.#phases = phases
    this.#request = request
    this.#ctx = ctx
  }

  /** Whether it is out again, with an answer or an error. */
  get isThrough(): boolean {
    return this.hasEnded && this.#states.length === 0
  }

  /** Runs ways in. Hands back what the last of them has to wait for; undefined when all are through. */
  enter(): PromiseLike<unknown> | undefined {
    const states = this.#states
    while (!this.hasEnded && states.length < this.#phases.length) {
      const begun = this.#phases[states.length]?.before?.(this.#request, this.#ctx)
      if (isAwaited(begun)) return begun
      this.entered(begun)
    }
    return undefined
  }

  /** Takes what a way in came to. */
  entered(state: unknown): void {
    if (state instanceof Reply) this.succeed(state.value)
    else this.#states.push(state)
  }

  /** Runs ways out. Hands back what the last of them has to wait for; undefined when it is through. */
  leave(): PromiseLike<unknown> | undefined {
    const states = this.#states
    while (this.hasEnded && states.length > 0) {
      this.state = states.pop()
      const left = this.#phases[states.length]?.after?.(this.#request, this.#ctx, this)
      if (isAwaited(left)) return left
      this.left(left)
    }
    return undefined
  }

  /** Takes what a way out came to. */
  left(decision: unknown): void {
    if (decision instanceof Reply) this.succeed(decision.value)
    if (decision !== again) return
    this.#states.push(this.state)
    this.hasEnded = false
  }

  succeed(value: unknown): void {
    this.ok = true
    this.value = value
    this.error = undefined
    this.hasEnded = true
  }

  fail(error: unknown): void {
    this.ok = false
    this.value = undefined
    this.error = error
    this.hasEnded = true
  }
}

function isAwaited(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value
}
