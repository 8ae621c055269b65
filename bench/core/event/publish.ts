/** The benchmarks of publishing: every handler is called and waited for. */
import type { DomainEvent } from '@plinth/core'
import { matchesPattern, memoryEventBus } from '@plinth/core/runtime'
import type { Benchmark, Contender, Contest } from '../../harness/benchmark.ts'
import { ownWaitingLoop } from '../../harness/own-loop.ts'
import { isOperation, peer } from '../../harness/peers.ts'
import { type Audience, audienceOf } from './audience.ts'

/** One event, its handlers found by pattern, called and awaited; for audiences of growing size. */
export const publishBenchmarks: readonly Benchmark[] = [
  publishTo(10, { timesLimit: 1.1, timesFaster: { eventemitter2: 1.5 } }),
  publishTo(1_000, { timesLimit: 1.1, timesFaster: { eventemitter2: 1.5 } }),
  publishTo(10_000, { timesLimit: 1.1, timesFaster: { eventemitter2: 1.5 } }),
  publishTo(100_000, { timesLimit: 1.1 }),
]

function publishTo(size: number, goal: Benchmark['goal']): Benchmark {
  return {
    area: 'core',
    name: `publish-${size}`,
    shows: `an event to ${size} subscriptions, patterns among them, handlers awaited; against Promise.all on a list`,
    goal,
    prepare: () => publishContest(audienceOf(size)),
  }
}

type Publish = (event: DomainEvent) => Promise<unknown>

async function publishContest(audience: Audience): Promise<Contest> {
  const contenders = [
    await contender('ours', ours(audience), audience),
    await contender('limit', byHand(audience), audience),
  ]
  const emitter = await peer('eventemitter2', {
    subject: 'publish',
    material: audience.listening,
    isMade: isOperation,
  })
  const [first, second] = contenders
  if (!first || !second) throw new Error('there is nobody to measure')
  const publish: Publish = (event) => Promise.resolve(emitter?.(event))
  return {
    clock: 'cpu',
    operations: audience.events.length,
    ours: first,
    limit: second,
    peers: emitter ? [await contender('eventemitter2', publish, audience)] : [],
  }
}

function ours({ listening }: Audience): Publish {
  const bus = memoryEventBus({ contextOf: () => null })
  for (const { pattern, handler } of listening) bus.subscribe(pattern, handler)
  return (event) => bus.publish(event)
}

/** As one would write it who knows all types beforehand: the handlers of each in a list. */
function byHand({ listening, events }: Audience): Publish {
  const types = new Set(events.map(({ type }) => type))
  const handlersOf = new Map(
    [...types].map((type) => [
      type,
      listening
        .filter(({ pattern }) => matchesPattern(pattern, type))
        .map(({ handler }) => handler),
    ]),
  )
  return (event) => {
    const handlers = handlersOf.get(event.type) ?? []
    return Promise.all(handlers.map((handler) => handler(event)))
  }
}

/** Makes a contender that calls as many handlers as fit. @throws Error when it does not */
async function contender(name: string, publish: Publish, audience: Audience): Promise<Contender> {
  const { events, listening, calls } = audience
  for (const event of events) {
    const wanted = listening.filter(({ pattern }) => matchesPattern(pattern, event.type)).length
    calls.count = 0
    await publish(event)
    if (calls.count !== wanted) {
      throw new Error(`${name} calls ${calls.count} handlers of ${event.type}, and not ${wanted}`)
    }
  }
  return ownWaitingLoop(name, publish, events)
}
