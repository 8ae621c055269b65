/** Finds the subscriptions that an event concerns. */
import { boundedCache } from '../primitives/index.ts'
import { matchesPattern } from './pattern.ts'
import type { Subscription } from './subscription.ts'

/** How many event types are remembered: types come from outside, and must not fill the memory. */
const rememberedTypes = 4_096

/** Makes the index. It answers in the order in which subscriptions were declared. */
export function subscriptionIndex<Context>(
  subscriptions: readonly Subscription<Context>[],
): (type: string) => readonly Subscription<Context>[] {
  return boundedCache(rememberedTypes, (type: string) =>
    subscriptions.filter(({ pattern }) => matchesPattern(pattern, type)),
  )
}
