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

/** A phase with both its halves in place, so that all of them have one shape. */
export interface Step<Context> {
  readonly before: NonNullable<Phase<Context>['before']> | null
  readonly after: NonNullable<Phase<Context>['after']> | null
}

/** Makes the step of a phase. */
export function stepOf<Context>(phase: Phase<Context>): Step<Context> {
  return {
    before: phase.before ?? null,
    after: phase.after ?? null,
  }
}

/** The state of one request between steps. */
export class Passage<Context> implements Ended {
  ok = true
  value: unknown = undefined
  error: unknown = undefined
  state: unknown = undefined
  /** Whether there is an answer or an error, and the handler is not to be asked. */
  hasEnded = false
  readonly #steps: readonly Step<Context>[]
  readonly #request: Request
  readonly #ctx: Context
  readonly #states: unknown[] = []
  #depth = 0

  constructor(steps: readonly Step<Context>[], request: Request, ctx: Context) {
    this.#steps = steps
    this.#request = request
    this.#ctx = ctx
  }

  /** Whether it is out again, with an answer or an error. */
  get isThrough(): boolean {
    return this.hasEnded && this.#depth === 0
  }

  /** Runs ways in. Hands back what the last of them has to wait for; undefined when all are through. */
  enter(): Promise<unknown> | undefined {
    while (!this.hasEnded && this.#depth < this.#steps.length) {
      const begun = this.#steps[this.#depth]?.before?.(this.#request, this.#ctx)
      if (begun !== undefined && begun instanceof Promise) return begun
      this.entered(begun)
    }
    return undefined
  }

  /** Takes what a way in came to. */
  entered(state: unknown): void {
    if (state !== undefined && state instanceof Reply) {
      this.succeed(state.value)
    } else {
      this.#states[this.#depth] = state
      this.#depth += 1
    }
  }

  /** Runs ways out. Hands back what the last of them has to wait for; undefined when it is through. */
  leave(): Promise<unknown> | undefined {
    while (this.hasEnded && this.#depth > 0) {
      this.#depth -= 1
      const after = this.#steps[this.#depth]?.after
      if (!after) continue
      this.state = this.#states[this.#depth]
      const left = after(this.#request, this.#ctx, this)
      if (left === undefined) continue
      if (left instanceof Promise) return left
      this.left(left)
    }
    return undefined
  }

  /** Takes what a way out came to. */
  left(decision: unknown): void {
    if (decision instanceof Reply) this.succeed(decision.value)
    if (decision !== again) return
    this.#depth += 1
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
