/**
 * Fires timers when they are due, however late that is, each once.
 *
 * made → `start` → it reads the timers that come next, fires those that are due and rests until the
 * nearest of the others; it is woken when an earlier one is set, and looks by itself now and then, as
 * other processes set timers, too → `stop` lets running firings finish. What a timer does commits
 * together with its removal: two processes may try, one succeeds. A firing that fails is tried again,
 * ever more seldom, and never given up.
 */
import { CoreError } from '../../errors/index.ts'
import { type Logger, type Platform, type Timestamp, within } from '../../primitives/index.ts'
import { Backlog } from './backlog.ts'
import { inParallel } from '../delivery/in-parallel.ts'
import type { Timer } from './timer.ts'
import type { TimerStore } from './timer-store.ts'

/** What a timekeeper works with. */
export interface TimekeeperParts {
  readonly timers: TimerStore
  /** Does what a timer stands for; the timer's removal commits with it. */
  readonly fire: (timer: Timer) => Promise<void>
  readonly platform: Platform
  readonly logger: Logger
  /** How long one firing may take before it counts as failed, in milliseconds. Default 30,000. */
  readonly fireWithin?: number
  /** How long `stop` waits for running firings, in milliseconds. Default 5,000. */
  readonly stopWithin?: number
}

/** Watches the timers. */
export interface Timekeeper {
  /** Begins. Does nothing the second time. */
  start(): void
  /** Says that a timer was set for this moment. Costs nothing when it looks before that anyway. */
  expect(dueAt: Timestamp): void
  /**
   * Resolves when no timer is due, or when the timekeeper stops; says whether any has fired meanwhile.
   *
   * @throws what a firing failed with, when only failed ones are due.
   */
  settled(): Promise<boolean>
  /** Resolves when running firings have finished; at the latest after `stopWithin`. */
  stop(): Promise<void>
}

/** Timers a look. */
const batchSize = 100
/** Records whose timers fire side by side. */
const parallel = 8
/** The longest rest, in milliseconds. */
const poll = 5_000
/** The longest rest while the timers cannot be read. */
const longestPause = 30_000

/** Creates a timekeeper that does nothing before `start`. */
export function createTimekeeper(parts: TimekeeperParts): Timekeeper {
  return new RunningTimekeeper(parts)
}

interface Waiter {
  readonly firedBefore: number
  readonly resolve: (hasFired: boolean) => void
  readonly reject: (error: unknown) => void
}

class RunningTimekeeper implements Timekeeper {
  readonly #parts: TimekeeperParts
  readonly #backlog: Backlog
  #loop: Promise<void> | null = null
  #stopping = false
  #woken = false
  #misses = 0
  #fired = 0
  #restsUntil = Number.POSITIVE_INFINITY
  #rouse: (() => void) | null = null
  #waiters: Waiter[] = []

  constructor(parts: TimekeeperParts) {
    this.#parts = parts
    this.#backlog = new Backlog(parts.platform)
  }

  start(): void {
    this.#loop ??= this.#run()
  }

  expect(dueAt: Timestamp): void {
    if (dueAt < this.#restsUntil) this.#wake()
  }

  settled(): Promise<boolean> {
    if (this.#stopping) return Promise.resolve(false)
    const firedBefore = this.#fired
    const settled = new Promise<boolean>((resolve, reject) =>
      this.#waiters.push({ firedBefore, resolve, reject }),
    )
    this.#wake()
    return settled
  }

  async stop(): Promise<void> {
    this.#stopping = true
    this.#wake()
    const { platform, stopWithin: ms = 5_000, logger } = this.#parts
    const late = () => new CoreError('delivery.late', `timers were still firing after ${ms} ms`)
    try {
      await within(async () => this.#loop, { clock: platform.clock, ms, late })
    } catch (error) {
      logger.warn('timers were left while they fired', { error })
    }
    for (const { resolve } of this.#waiters.splice(0)) resolve(false)
  }

  #wake(): void {
    this.#woken = true
    this.#rouse?.()
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      this.#woken = false
      this.#restsUntil = Number.POSITIVE_INFINITY
      const pause = await this.#round()
      if (pause > 0 && !this.#woken) await this.#rest(pause)
    }
  }

  /** Fires what is due; returns for how long there is nothing to do, in milliseconds. */
  async #round(): Promise<number> {
    const { timers, platform } = this.#parts
    // Who begins to wait during the look may mean timers that it does not see: he waits for the next.
    const waiters = this.#waiters.length
    try {
      const next = await timers.next(batchSize, this.#backlog.heldBack())
      this.#misses = 0
      const now = platform.clock.now()
      const due = next.filter(({ dueAt }) => dueAt <= now)
      await inParallel([...byRecord(due)], parallel, (its) => this.#fireInOrder(its))
      if (due.length > 0) return 0

      this.#answer(this.#waiters.splice(0, waiters))
      const nearest = next[0]?.dueAt ?? Number.POSITIVE_INFINITY
      return Math.min(poll, nearest - now, this.#backlog.nextDue())
    } catch (error) {
      return this.#pauseAfterMiss(error)
    }
  }

  async #fireInOrder(timers: readonly Timer[]): Promise<void> {
    for (const timer of timers) {
      if (this.#stopping) return
      await this.#fire(timer)
    }
  }

  async #fire(timer: Timer): Promise<void> {
    const { fire, logger, platform, fireWithin: ms = 30_000 } = this.#parts
    const late = () => new CoreError('delivery.late', `timer ${timer.id} has not fired in ${ms} ms`)
    try {
      await within(() => fire(timer), { clock: platform.clock, ms, late })
      this.#fired += 1
      this.#backlog.succeeded(timer.id)
    } catch (error) {
      if (isGone(error)) return this.#backlog.succeeded(timer.id)
      const retryIn = this.#backlog.failed(timer.id, error)
      const { id, entityType, recordId } = timer
      logger.warn('a timer did not fire', { timer: id, entityType, recordId, retryIn, error })
    }
  }

  #answer(waiters: readonly Waiter[]): void {
    const failure = this.#backlog.failure()
    for (const { firedBefore, resolve, reject } of waiters) {
      if (failure) reject(failure.error)
      else resolve(this.#fired > firedBefore)
    }
  }

  #pauseAfterMiss(error: unknown): number {
    const { logger, platform } = this.#parts
    const longest = Math.min(poll * 2 ** this.#misses, longestPause)
    const retryIn = Math.ceil(longest * (0.5 + platform.random.next() / 2))
    this.#misses += 1
    logger.warn('timers wait: they cannot be read', { retryIn, error })
    return retryIn
  }

  /** Rests until someone wakes it, or the pause is over. */
  #rest(pause: number): Promise<void> {
    const { clock } = this.#parts.platform
    this.#restsUntil = clock.now() + pause
    return new Promise((resolve) => {
      const cancel = clock.after(pause, () => this.#rouse?.())
      this.#rouse = () => {
        cancel()
        this.#rouse = null
        resolve()
      }
    })
  }
}

function isGone(error: unknown): boolean {
  return error instanceof CoreError && error.code === 'timer.gone'
}

function byRecord(timers: readonly Timer[]): Iterable<readonly Timer[]> {
  const groups = new Map<string, Timer[]>()
  for (const timer of timers) {
    const group = groups.get(timer.recordId)
    if (group) group.push(timer)
    else groups.set(timer.recordId, [timer])
  }
  return groups.values()
}
