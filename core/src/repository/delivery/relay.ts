/**
 * Hands committed events to their subscriptions, until each has handled them.
 *
 * made → `start` → it drains the outbox in batches and rests in between, until it is woken by a commit,
 * by its own slow poll, or because a failed delivery is due again → `stop` lets running deliveries
 * finish. A delivery that fails, or does not come to its end, holds its record back for its subscription; it
 * is tried again, ever more seldom, and never given up. While the outbox cannot be read, it tries that ever more seldom too.
 */
import { CoreError } from '../../errors/index.ts'
import type { DomainEvent } from '../../event/index.ts'
import { type Cancel, type Logger, type Platform, within } from '../../primitives/index.ts'
import { Lags, parkedIn } from './lags.ts'
import { deliverBatch } from './deliver-batch.ts'
import type { Delivery, Recipient } from './deliver-record.ts'

/** What a relay works with. */
export interface RelayParts<R extends Recipient>
  extends Pick<Delivery<R>, 'outbox' | 'subscriptionsFor' | 'deliver'> {
  readonly platform: Platform
  readonly logger: Logger
  /** Is told when the outbox has been taken over. */
  readonly acquired?: () => void
  /** How long one delivery may take before it counts as failed, in milliseconds. Default 30,000. */
  readonly deliverWithin?: number
  /** How long `stop` waits for running deliveries, in milliseconds. Default 5,000. */
  readonly stopWithin?: number
}

/** A running delivery. */
export interface Relay {
  /** Begins. Does nothing the second time. */
  start(): void
  /** Says that there may be new events. Costs nothing when it is already at work. */
  wake(): void
  /**
   * Resolves when nothing is left to deliver for this process, or when the relay stops. A process that
   * holds nothing of the outbox has nothing to deliver.
   *
   * @throws what a delivery failed with, when only failed deliveries are left.
   */
  settled(): Promise<void>
  /**
   * Resolves when running deliveries have finished and the outbox is free for others; at the latest
   * after `stopWithin`. What was not finished is delivered after the next start.
   */
  stop(): Promise<void>
}

/** Events a batch. */
const batchSize = 500
/** The pause while something waits and nobody wakes the relay, in milliseconds. */
const poll = 1_000
/** The pause while nothing waits. */
const idlePoll = 5_000
/** The longest pause while the outbox cannot be read. */
const longestPause = 30_000

/** Creates a relay that does nothing before `start`. */
export function createRelay<R extends Recipient>(parts: RelayParts<R>): Relay {
  return new OutboxRelay(parts)
}

interface Waiter {
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

class OutboxRelay<R extends Recipient> implements Relay {
  readonly #parts: RelayParts<R>
  readonly #lags: Lags
  readonly #delivery: Delivery<R>
  #loop: Promise<void> | null = null
  #stopping = false
  #woken = false
  #misses = 0
  #rouse: (() => void) | null = null
  #waiters: Waiter[] = []

  constructor(parts: RelayParts<R>) {
    this.#parts = parts
    this.#lags = new Lags(parts.platform)
    this.#delivery = {
      ...parts,
      lags: this.#lags,
      isStopping: () => this.#stopping,
      deliver: (subscription, event) => this.#deliver(subscription, event),
    }
  }

  start(): void {
    this.#loop ??= this.#run()
  }

  wake(): void {
    this.#woken = true
    this.#rouse?.()
  }

  settled(): Promise<void> {
    if (this.#stopping) return Promise.resolve()
    const settled = new Promise<void>((resolve, reject) => this.#waiters.push({ resolve, reject }))
    this.wake()
    return settled
  }

  async stop(): Promise<void> {
    this.#stopping = true
    this.wake()
    await this.#finished()
    for (const { resolve } of this.#waiters.splice(0)) resolve()
  }

  async #run(): Promise<void> {
    let holds = false
    while (!this.#stopping) {
      this.#woken = false
      try {
        holds ||= await this.#acquire()
        const found = holds ? await this.#round() : 'nothing yet'
        this.#misses = 0
        if (found !== 'more' && !this.#woken)
          await this.#rest(found === 'nothing' ? idlePoll : poll)
      } catch (error) {
        holds = false
        await this.#rest(this.#pauseAfterMiss(error))
      }
    }
    await this.#release()
  }

  async #acquire(): Promise<boolean> {
    const waiters = this.#waiters.length
    const holds = await this.#parts.outbox.acquire()
    if (holds) this.#parts.acquired?.()
    else this.#answer(this.#waiters.splice(0, waiters))
    return holds
  }

  /** Delivers one batch, and tells what is left to do. */
  async #round(): Promise<'more' | 'nothing yet' | 'nothing'> {
    const { outbox } = this.#parts
    // Who begins to wait during the look may mean events that it does not see: he waits for the next.
    const waiters = this.#waiters.length
    const asked = this.#lags.turns()
    const events = await outbox.pending(batchSize, parkedIn(asked))
    const isAll = events.length < batchSize
    const turns = isAll ? this.#lags.standing(asked, events) : asked
    if (events.length === 0) {
      this.#answer(this.#waiters.splice(0, waiters))
      return this.#lags.failure() ? 'nothing yet' : 'nothing'
    }

    const settled = await deliverBatch(this.#delivery, { events, turns })
    if (settled.length > 0) await outbox.settle(settled)
    const isDone = isAll && settled.length === 0 && this.#waiters.length === 0
    return isDone && this.#lags.nextDue() > 0 ? 'nothing yet' : 'more'
  }

  /** What is late may still take effect: then the next try meets its receipt. */
  #deliver(subscription: R, event: DomainEvent): Promise<void> {
    const { deliver, platform, deliverWithin: ms = 30_000 } = this.#parts
    const sentence = `subscription "${subscription.name}" has not handled event ${event.id} within ${ms} ms`
    const late = () => new CoreError('delivery.late', sentence)
    return within(() => deliver(subscription, event), { clock: platform.clock, ms, late })
  }

  #answer(waiters: readonly Waiter[]): void {
    const failure = this.#lags.failure()
    for (const { resolve, reject } of waiters) {
      if (failure) reject(failure.error)
      else resolve()
    }
  }

  #pauseAfterMiss(error: unknown): number {
    const { logger, platform } = this.#parts
    const longest = Math.min(poll * 2 ** this.#misses, longestPause)
    const retryIn = Math.round(longest * (0.5 + platform.random.next() / 2))
    this.#misses += 1
    logger.warn('events wait: the outbox cannot be read', { retryIn, error })
    return retryIn
  }

  async #release(): Promise<void> {
    try {
      await this.#parts.outbox.release()
    } catch (error) {
      this.#parts.logger.warn('the outbox was not released', { error })
    }
  }

  /** Rests until someone wakes it, the pause is over, or a failed delivery is due. */
  #rest(pause: number): Promise<void> {
    if (this.#stopping) return Promise.resolve()
    const { clock } = this.#parts.platform
    return new Promise((resolve) => {
      const cancel = clock.after(Math.min(pause, this.#lags.nextDue()), () => this.#rouse?.())
      this.#rouse = () => {
        cancel()
        this.#rouse = null
        resolve()
      }
    })
  }

  /** Resolves when the loop has ended, or when it has had its time. */
  async #finished(): Promise<void> {
    const { logger, platform, stopWithin = 5_000 } = this.#parts
    let cancel: Cancel = () => {}
    const late = new Promise<void>((resolve) => {
      cancel = platform.clock.after(stopWithin, () => {
        logger.warn('deliveries were still running when their time was over', { stopWithin })
        resolve()
      })
    })
    await Promise.race([this.#loop, late])
    cancel()
  }
}
