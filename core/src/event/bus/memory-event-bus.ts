/** An event bus in memory: finds the handlers of a type once, calls them in order, and waits for all with one counter. */
import { CoreError } from '../../errors/index.ts'
import { boundedCache } from '../../primitives/index.ts'
import type { EventBus, EventHandler, SubscribeOptions, Unsubscribe } from './bus.ts'
import { checkPattern } from '../pattern/check-pattern.ts'
import type { DomainEvent } from '../event.ts'
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

/** How many event types are remembered: types come from outside, and must not fill the memory. */
const rememberedTypes = 4_096

interface Listener<Context> extends Indexed {
  readonly handler: EventHandler<Context>
}

class MemoryEventBus<Context> implements EventBus<Context> {
  readonly #contextOf: (event: DomainEvent) => Context
  readonly #listeners = new PatternIndex<Listener<Context>>()
  #subscribed = 0
  #handlersOf: (type: string) => readonly EventHandler<Context>[]

  constructor({ contextOf }: BusParts<Context>) {
    this.#contextOf = contextOf
    this.#handlersOf = this.#remembering()
  }

  publish(event: DomainEvent): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#hand(event, (failures) => {
        if (failures) reject(unhandled([event], failures))
        else resolve()
      })
    })
  }

  async publishBatch(events: readonly DomainEvent[]): Promise<void> {
    const failures: unknown[] = []
    for (const event of events) {
      const its = await new Promise<Failures>((resolve) => this.#hand(event, resolve))
      failures.push(...(its ?? []))
    }
    if (failures.length > 0) throw unhandled(events, failures)
  }

  subscribe(
    pattern: string,
    handler: EventHandler<Context>,
    { priority = 0, filter }: SubscribeOptions = {},
  ): Unsubscribe {
    checkPattern(pattern)
    const order = this.#subscribed++
    const heard = filter ? filtered(handler, filter) : handler
    const listener = { pattern, handler: heard, priority, order, slot: 0 }
    this.#listeners.put(listener)
    this.#handlersOf = this.#remembering()
    return () => {
      this.#listeners.take(listener)
      this.#handlersOf = this.#remembering()
    }
  }

  /** Forgets what was found, and finds it anew. A list that was given out stays as it is. */
  #remembering(): (type: string) => readonly EventHandler<Context>[] {
    return boundedCache(rememberedTypes, (type: string) =>
      this.#listeners.matching(type).map(({ handler }) => handler),
    )
  }

  #hand(event: DomainEvent, settled: (failures: Failures) => void): void {
    const handlers = this.#handlersOf(event.type)
    if (handlers.length === 0) settled(null)
    else handTo(handlers, { event, ctx: this.#contextOf(event) }, settled)
  }
}

/** What handlers failed with; null when none did. */
type Failures = readonly unknown[] | null

interface Telling<Context> {
  readonly event: DomainEvent
  readonly ctx: Context
}

// One counter for all of them: `Promise.allSettled` costs three times as much.
function handTo<Context>(
  handlers: readonly EventHandler<Context>[],
  { event, ctx }: Telling<Context>,
  settled: (failures: Failures) => void,
): void {
  let failures: unknown[] | null = null
  let running = 1
  const finished = () => {
    running -= 1
    if (running === 0) settled(failures)
  }
  const failed = (error: unknown) => {
    failures ??= []
    failures.push(error)
    finished()
  }
  for (const handler of handlers) {
    running += 1
    try {
      const result = handler(event, ctx)
      if (result instanceof Promise) result.then(finished, failed)
      else if (isThenable(result)) Promise.resolve(result).then(finished, failed)
      else finished()
    } catch (error) {
      failed(error)
    }
  }
  finished()
}

function filtered<Context>(
  handler: EventHandler<Context>,
  filter: (event: DomainEvent) => boolean,
): EventHandler<Context> {
  return (event, ctx) => (filter(event) ? handler(event, ctx) : undefined)
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
