/** An event bus in memory: finds the handlers of a type once, and waits for all of them with one counter. */
import { CoreError } from '../errors/index.ts'
import type { EventBus, EventHandler, SubscribeOptions, Unsubscribe } from './bus.ts'
import { checkPattern } from './check-pattern.ts'
import type { DomainEvent } from './event.ts'
import { type Indexed, PatternIndex } from './pattern-index.ts'

/** What handlers are given beside the event. */
export interface BusParts<Context> {
  /** Makes the context in which the handlers of an event work; asked once for each event that is heard. */
  readonly contextOf: (event: DomainEvent) => Context
}

/** Creates a bus that nobody listens to yet. */
export function memoryEventBus<Context>(parts: BusParts<Context>): EventBus<Context> {
  return new MemoryEventBus(parts)
}

interface Listener<Context> extends Indexed {
  readonly handler: EventHandler<Context>
  readonly filter: ((event: DomainEvent) => boolean) | undefined
}

class MemoryEventBus<Context> implements EventBus<Context> {
  readonly #contextOf: (event: DomainEvent) => Context
  readonly #listeners = new PatternIndex<Listener<Context>>()
  #subscribed = 0

  constructor({ contextOf }: BusParts<Context>) {
    this.#contextOf = contextOf
  }

  async publish(event: DomainEvent): Promise<void> {
    const failures = await this.#hand(event)
    if (failures) throw unhandled([event], failures)
  }

  async publishBatch(events: readonly DomainEvent[]): Promise<void> {
    const failures: unknown[] = []
    for (const event of events) failures.push(...((await this.#hand(event)) ?? []))
    if (failures.length > 0) throw unhandled(events, failures)
  }

  subscribe(
    pattern: string,
    handler: EventHandler<Context>,
    { priority = 0, filter }: SubscribeOptions = {},
  ): Unsubscribe {
    checkPattern(pattern)
    const order = this.#subscribed++
    const listener = { pattern, handler, filter, priority, order, slot: 0 }
    this.#listeners.put(listener)
    return () => this.#listeners.take(listener)
  }

  /** Resolves when every handler has finished, with what some failed with; null when none did. */
  #hand(event: DomainEvent): Promise<readonly unknown[] | null> | null {
    const listeners = this.#listeners.matching(event.type)
    return listeners.length === 0 ? null : handTo(listeners, event, this.#contextOf(event))
  }
}

// One promise for all of them, and one counter: `Promise.allSettled` costs three times as much.
function handTo<Context>(
  listeners: readonly Listener<Context>[],
  event: DomainEvent,
  ctx: Context,
): Promise<readonly unknown[] | null> {
  return new Promise((resolve) => {
    let failures: unknown[] | null = null
    let running = 1
    const finished = () => {
      running -= 1
      if (running === 0) resolve(failures)
    }
    const failed = (error: unknown) => {
      failures ??= []
      failures.push(error)
      finished()
    }
    for (const { handler, filter } of listeners) {
      running += 1
      try {
        const result = filter && !filter(event) ? undefined : handler(event, ctx)
        if (result instanceof Promise) result.then(finished, failed)
        else if (isThenable(result)) Promise.resolve(result).then(finished, failed)
        else finished()
      } catch (error) {
        failed(error)
      }
    }
    finished()
  })
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value
}

function unhandled(events: readonly DomainEvent[], failures: readonly unknown[]): CoreError {
  const [event] = events
  const [first] = failures
  const what =
    events.length === 1 ? `event ${event?.id} (${event?.type})` : `${events.length} events`
  const count = failures.length === 1 ? 'a handler' : `${failures.length} handlers`
  const reason = first instanceof Error ? first.message : String(first)
  const facts = { events: events.map(({ id }) => id), failures: failures.length }
  const cause = new AggregateError(failures)
  return new CoreError('event.unhandled', `${count} of ${what} failed: ${reason}`, facts, { cause })
}
