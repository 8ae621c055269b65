/** Who hears of events in this process, and how what was declared about one payload meets any event. */
import type { HandlerContext, Kernel } from '../../context/index.ts'
import { type DomainEvent, type EventBus, isDurable, type Subscription } from '../../event/index.ts'
import { type RealTimeBridge, realTimeBridge } from '../../realtime/index.ts'
import type { Declarations } from '../check/index.ts'
import { createPresenter } from '../messages/presenter.ts'

/** Makes the bridge to realtime clients. What it sends has no sensitive fields: a channel has many readers. */
export function bridgeOf(
  { realtime, schemas, logger }: Kernel,
  bus: EventBus<HandlerContext>,
): RealTimeBridge {
  const hide = createPresenter(schemas.getAll())
  const present = (event: DomainEvent) => hide(event, () => false)
  return realTimeBridge({ bus, gateway: realtime, logger, present })
}

/** Has the bus tell the unnamed subscriptions, each in a unit of work of its own, and the bridge. */
export function listen(
  { subscriptions, forwards }: Declarations,
  bus: EventBus<HandlerContext>,
  bridge: RealTimeBridge,
): void {
  for (const { it } of subscriptions) {
    if (isDurable(it)) continue
    const work = (event: DomainEvent, ctx: HandlerContext) =>
      ctx.inUnit((inner) => react(it, event, inner))
    const filter = (event: DomainEvent) => concerns(it, event)
    bus.subscribe(it.pattern, work, { priority: it.priority, filter })
  }
  for (const { it } of forwards) {
    const toChannel = (event: DomainEvent) => it.toChannel(asDeclared(event))
    bridge.forward(it.pattern, toChannel, (event) => concerns(it, event))
  }
}

/** Tells whether an event passes the filter. */
export function concerns(
  { filter }: Pick<Subscription<never>, 'filter'>,
  event: DomainEvent,
): boolean {
  return filter === null || filter(asDeclared(event))
}

/** Has a subscription handle an event. */
export function react(
  { handle }: Subscription<HandlerContext>,
  event: DomainEvent,
  ctx: HandlerContext,
): unknown {
  return handle(asDeclared(event), ctx)
}

// The payload's type was checked where the subscription was declared, against the event's fields; the
// event store knows events by name only.
function asDeclared(event: DomainEvent): DomainEvent<never> {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- see above
  return event as DomainEvent<never>
}
