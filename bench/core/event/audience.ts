/** Who listens in the publish benchmarks: 7 of 10 to one type, the others to a module or to what happened. */
import type { DomainEvent } from '@plinth/core'
import { pick, seeded } from '../../harness/seeded.ts'
import { eventOf } from './event-of.ts'

/** A subscription, and the function that it calls. */
export interface Listening {
  readonly pattern: string
  readonly handler: (event: DomainEvent) => Promise<void>
}

/** An audience, the events that it is told, and how many handlers have been called. */
export interface Audience {
  readonly listening: readonly Listening[]
  readonly events: readonly DomainEvent[]
  readonly calls: { count: number }
}

/** How many modules and verbs there are: with more to tell, more kinds of events. */
const spans = [
  { upTo: 10, modules: 2, verbs: 2 },
  { upTo: 1_000, modules: 30, verbs: 25 },
  { upTo: 100_000, modules: 40, verbs: 30 },
]

/** Gathers so many listeners, always the same. */
export function audienceOf(size: number): Audience {
  const { modules = 1, verbs = 1 } = spans.find(({ upTo }) => size <= upTo) ?? {}
  const draw = seeded(size)
  const named = (kind: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${kind}${index}`)
  const places = { modules: named('module', modules), verbs: named('verb', verbs) }
  const type = () => `${pick(places.modules, draw)}.${pick(places.verbs, draw)}`

  const calls = { count: 0 }
  const listening = Array.from({ length: size }, (_, index) => ({
    pattern: patternOf(type(), index),
    handler: async () => {
      calls.count += 1
    },
  }))
  return { listening, events: Array.from({ length: 64 }, () => eventOf(type())), calls }
}

// Of twenty: fourteen, three, three.
function patternOf(type: string, index: number): string {
  const [module, verb] = type.split('.')
  if (index % 20 < 14) return type
  return index % 20 < 17 ? `${module}.*` : `*.${verb}`
}
