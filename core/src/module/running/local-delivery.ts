/**
 * Tells committed events to the handlers of this process: unnamed subscriptions, and the bridge to
 * realtime clients.
 *
 * Best effort by design: a handler is called once, after the commit, in the process that committed. What
 * fails is logged, what takes too long is no longer waited for, and when too much is under way an event
 * is passed over. Nobody who commits waits for any of it.
 */
import { CoreError } from '../../errors/index.ts'
import type { DomainEvent, EventBus } from '../../event/index.ts'
import { type Logger, type Platform, within } from '../../primitives/index.ts'

/** How long the handlers of one event may take, in milliseconds. */
const handleWithin = 30_000

/** How long `stop` waits for what is under way, in milliseconds. */
const stopWithin = 5_000

/** How many commits may be under way. */
const mostRunning = 10_000

/** What it works with. */
export interface LocalParts<Context> {
  readonly bus: EventBus<Context>
  readonly platform: Platform
  readonly logger: Logger
}

/** Events on their way to the handlers of this process. */
export class LocalDelivery<Context> {
  readonly #parts: LocalParts<Context>
  readonly #running = new Set<Promise<void>>()

  constructor(parts: LocalParts<Context>) {
    this.#parts = parts
  }

  get isBusy(): boolean {
    return this.#running.size > 0
  }

  /** Tells the events of one commit, in their order. Returns at once. */
  tell(events: readonly DomainEvent[]): void {
    if (this.#running.size >= mostRunning) return this.#passOver(events)

    const telling = this.#tellInOrder(events)
    this.#running.add(telling)
    void telling.finally(() => this.#running.delete(telling))
  }

  /** Resolves when everything that is under way now has been handled. */
  async settled(): Promise<void> {
    await Promise.all(this.#running)
  }

  /** Resolves when what is under way has been handled, at the latest after 5 seconds. */
  async stop(): Promise<void> {
    const { platform, logger } = this.#parts
    const limit = { clock: platform.clock, ms: stopWithin, late: () => stillRunning() }
    try {
      await within(() => this.settled(), limit)
    } catch (error) {
      logger.warn('handlers were still running when their time was over', { stopWithin, error })
    }
  }

  async #tellInOrder(events: readonly DomainEvent[]): Promise<void> {
    const { bus, platform, logger } = this.#parts
    for (const event of events) {
      const limit = { clock: platform.clock, ms: handleWithin, late: () => tookTooLong(event) }
      try {
        await within(() => bus.publish(event), limit)
      } catch (error) {
        logger.warn('an event was not handled', { event: event.id, type: event.type, error })
      }
    }
  }

  #passOver(events: readonly DomainEvent[]): void {
    const facts = { events: events.map(({ id }) => id), running: this.#running.size }
    this.#parts.logger.warn('events were passed over: too many are being handled', facts)
  }
}

function tookTooLong({ id, type }: DomainEvent): CoreError {
  const message = `the handlers of event ${id} (${type}) have not finished within ${handleWithin} ms`
  return new CoreError('event.unhandled', message, { event: id })
}

function stillRunning(): CoreError {
  return new CoreError('event.unhandled', `handlers have not finished within ${stopWithin} ms`)
}
