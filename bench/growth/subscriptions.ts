/** A bus with many subscriptions, of which each event concerns a few. */
import type { EventBus } from '@plinth/core'
import { memoryEventBus } from '@plinth/core/runtime'
import { eventOf } from '../core/event/event-of.ts'
import type { Contest } from '../harness/benchmark.ts'
import { ownLoop } from '../harness/own-loop.ts'

/** How many hear of each event: one everything, one a module's, one what is placed, the rest its type. */
const heardBy = 8

/** Sets up a bus of so many; an operation is an event, published and awaited. */
export async function subscriptionsContest(count: number): Promise<Contest> {
  const calls = { count: 0 }
  const bus = filledBus(count, async () => {
    calls.count += 1
  })
  const event = eventOf('module0.order.placed')
  await bus.publish(event)
  if (calls.count !== heardBy) throw new Error(`${calls.count} hear of it, and not ${heardBy}`)

  const run = async (times: number) => {
    for (let time = 0; time < times; time++) await bus.publish(event)
  }
  return { clock: 'cpu', ours: { name: 'ours', run } }
}

/** Sets up a bus of so many; an operation is one more that comes and goes. */
export function subscribeContest(count: number): Contest {
  const bus = filledBus(count, () => {})
  const patterns = ['module1.order.placed', 'module1.*', '*.paid', '*']
  const ours = ownLoop('ours', (pattern: string) => bus.subscribe(pattern, () => {})(), patterns)
  return { clock: 'cpu', operations: patterns.length, ours }
}

function filledBus(count: number, handler: () => unknown): EventBus<null> {
  const bus = memoryEventBus({ contextOf: () => null })
  const general = ['*', 'module0.*', '*.placed']
  for (const pattern of general) bus.subscribe(pattern, handler)
  for (let index = general.length; index < heardBy; index++) {
    bus.subscribe('module0.order.placed', handler)
  }
  for (let index = heardBy; index < count; index++) bus.subscribe(otherPattern(index), handler)
  return bus
}

// Of twenty: fourteen to one type each, three to a module, three to what happened.
function otherPattern(index: number): string {
  const place = index % 20
  if (place < 14) return `module${index % 1_000}.order${index}.shipped`
  return place < 17 ? `module${index}.*` : `*.happened${index}`
}
