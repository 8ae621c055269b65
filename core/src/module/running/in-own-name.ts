/** What a system does in its own name: it hands events to subscriptions, and fires timers. */
import { fireTimer, type HandlerContext, type Kernel, RequestContext } from '../../context/index.ts'
import type { DomainEvent, DurableSubscription } from '../../event/index.ts'
import type { Timer } from '../../repository/index.ts'
import { concerns, react } from './hearing.ts'
import { inPresentVersion } from './reading-events.ts'
import { organization, systemActor } from './system-actor.ts'

/** Makes the context in which an event is handled: the system's own, in the event's organization. */
export function eventContext(
  kernel: Kernel,
  { id, orgId, correlationId }: DomainEvent,
): RequestContext {
  const caller = { actor: systemActor(orgId), org: organization(orgId), correlationId }
  return new RequestContext(kernel, { ...caller, causedBy: id })
}

/** Has a subscription react to a stored event. What it changes commits with its receipt. */
export async function deliverEvent(
  kernel: Kernel,
  subscription: DurableSubscription<HandlerContext>,
  event: DomainEvent,
): Promise<void> {
  const current = inPresentVersion(event, kernel.events)
  if (!concerns(subscription, current)) return

  const receipt = { subscription: subscription.name, eventId: event.id }
  const context = eventContext(kernel, event)
  await context.inUnit((inner) => react(subscription, current, inner), { receipt })
}

/** Does what a timer stands for, and ends it in the same commit. */
export async function fireDue(kernel: Kernel, timer: Timer): Promise<void> {
  const { organizationId, correlationId } = timer
  const org = organization(organizationId)
  const caller = { actor: systemActor(organizationId), org, correlationId }
  const context = new RequestContext(kernel, caller)
  await context.inUnit((inner) => fireTimer(kernel, inner, timer), { firing: timer })
}
