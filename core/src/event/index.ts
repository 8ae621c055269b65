/** Events: what happened, who hears of it. */
export type { EventBus, EventHandler, SubscribeOptions, Unsubscribe } from './bus/bus.ts'
export { patternProblem } from './pattern/check-pattern.ts'
export {
  defineEvent,
  type EventDefinition,
  type EventMessage,
  type EventOptions,
  type EventTraits,
  type PayloadOf,
  type Upcaster,
} from './define-event.ts'
export { chainOf } from './chain.ts'
export { type AppendGround, checkAppend } from './log/check-append.ts'
export { erasedPayload, isErased, withoutContent } from './log/erased.ts'
export type { DomainEvent } from './event.ts'
export type { AppendOptions, EventFilter, EventStore, EventReadOptions } from './log/event-store.ts'
export { type BusParts, memoryEventBus } from './bus/memory-event-bus.ts'
export { MemoryEventStore, memoryEventStore } from './log/memory-event-store.ts'
export { matchesPattern } from './pattern/pattern.ts'
export { stampEvent } from './stamp.ts'
export {
  type DefineSubscription,
  type DurableSubscription,
  type EventReaction,
  isDurable,
  type Subscription,
  type SubscriptionOptions,
  subscription,
} from './subscription.ts'
export { subscriptionIndex } from './bus/subscription-index.ts'
export { type EventVersion, upcastEvent, upcastProblems } from './log/upcast.ts'
