/**
 * One request on its way through phases: in, as far as they let it, to the handler, and out again.
 *
 * `advance` goes on until something has to be waited for and hands that back, `took` takes what it came
 * to; so nothing is waited for that is no promise, and one promise serves any number of phases. What
 * throws is told to `fail`, and the ways out that are left hear of it.
 */
import type { Request } from '../message.ts'
import { again, type Ended, type Phase, Reply } from './phase.ts'

/** Handles a request. */
export type Handler<Context> = (request: Request, ctx: Context) => unknown

/** What requests of one type pass: the phases from outside in, and what is in their midst. */
export interface Course<Context> {
  readonly steps: readonly Step<Context>[]
  readonly handler: Handler<Context>
}

/** A phase with both its halves in place, so that all of them have one shape. */
export interface Step<Context> {
  readonly before: NonNullable<Phase<Context>['before']>
  readonly after: NonNullable<Phase<Context>['after']> | null
}

/** Makes the step of a phase. */
export function stepOf<Context>({ before, after }: Phase<Context>): Step<Context> {
  return { before: before ?? letThrough, after: after ?? null }
}

function letThrough(): undefined {
  return undefined
}

/** A way out that is still to be gone, and the one that follows it. */
interface WayOut<Context> {
  readonly after: NonNullable<Phase<Context>['after']>
  /** What the way in remembered. */
  readonly state: unknown
  readonly depth: number
  readonly outer: WayOut<Context> | null
}

/** The state of one request between steps. */
export class Passage<Context> implements Ended {
  ok = true
  value: unknown = undefined
  error: unknown = undefined
  state: unknown = undefined
  readonly #course: Course<Context>
  readonly #request: Request
  readonly #ctx: Context
  #depth = 0
  #wayOut: WayOut<Context> | null = null
  /** Whether there is an answer or an error, and the handler is not to be asked. */
  #hasEnded = false

  constructor(course: Course<Context>, request: Request, ctx: Context) {
    this.#course = course
    this.#request = request
    this.#ctx = ctx
  }

  /** Goes on. Hands back what has to be waited for; undefined when it is out, with an answer or an error. */
  advance(): Promise<unknown> | undefined {
    while (!this.#hasEnded || this.#wayOut) {
      try {
        const wait = this.#hasEnded ? this.#leave() : this.#enter()
        if (wait) return wait
      } catch (error) {
        this.fail(error)
      }
    }
    return undefined
  }

  /** Takes what was waited for. */
  took(value: unknown): void {
    const step = this.#course.steps[this.#depth]
    if (this.#hasEnded) this.#left(value)
    else if (step) this.#entered(step, value)
    else this.#succeed(value)
  }

  /** Takes what was thrown in place of what was waited for. */
  fail(error: unknown): void {
    this.ok = false
    this.value = undefined
    this.error = error
    this.#hasEnded = true
  }

  #enter(): Promise<unknown> | undefined {
    const { steps, handler } = this.#course
    for (let step = steps[this.#depth]; step; step = steps[this.#depth]) {
      const begun = step.before(this.#request, this.#ctx)
      if (begun !== undefined && begun instanceof Promise) return begun
      this.#entered(step, begun)
      if (this.#hasEnded) return undefined
    }
    const answer = handler(this.#request, this.#ctx)
    return answer instanceof Promise ? answer : Promise.resolve(answer)
  }

  #entered({ after }: Step<Context>, state: unknown): void {
    if (state !== undefined && state instanceof Reply) {
      this.#succeed(state.value)
      return
    }
    const depth = this.#depth
    if (after) this.#wayOut = { after, state, depth, outer: this.#wayOut }
    this.#depth = depth + 1
  }

  #leave(): Promise<unknown> | undefined {
    while (this.#hasEnded && this.#wayOut) {
      const { after, state, depth, outer } = this.#wayOut
      this.#wayOut = outer
      this.#depth = depth
      this.state = state
      const left = after(this.#request, this.#ctx, this)
      if (left === undefined) continue
      if (left instanceof Promise) return left
      this.#left(left)
    }
    return undefined
  }

  #left(decision: unknown): void {
    if (decision instanceof Reply) this.#succeed(decision.value)
    if (decision === again) this.#enterAgain()
  }

  #enterAgain(): void {
    const step = this.#course.steps[this.#depth]
    this.#hasEnded = false
    if (step) this.#entered(step, this.state)
  }

  #succeed(value: unknown): void {
    this.ok = true
    this.value = value
    this.error = undefined
    this.#hasEnded = true
  }
}
