/** Events: what happened, who hears of it. */
export {
  defineEvent,
  type EventDefinition,
  type EventMessage,
  type EventTraits,
  type PayloadOf,
} from './define-event.ts'
export type { DomainEvent } from './event.ts'
export { matchesPattern } from './pattern.ts'
export { stampEvent } from './stamp.ts'
export {
  type DefineSubscription,
  type EventReaction,
  type Subscription,
  subscription,
} from './subscription.ts'
export { subscriptionIndex } from './subscription-index.ts'
