/** Finds the subscriptions that an event concerns. */
import { boundedCache } from '../../primitives/index.ts'
import { matchesPattern } from '../pattern/pattern.ts'
import type { Subscription } from '../subscription.ts'

/** How many event types are remembered: types come from outside, and must not fill the memory. */
const rememberedTypes = 4_096

/** Makes the index. It answers by priority, and within one in the order of the declaration. */
export function subscriptionIndex<S extends Pick<Subscription<never>, 'pattern' | 'priority'>>(
  subscriptions: readonly S[],
): (type: string) => readonly S[] {
  const inOrder = subscriptions.toSorted((one, other) => other.priority - one.priority)
  return boundedCache(rememberedTypes, (type: string) =>
    inOrder.filter(({ pattern }) => matchesPattern(pattern, type)),
  )
}
