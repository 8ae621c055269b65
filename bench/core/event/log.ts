/** The benchmarks of the log in memory: appending, and reading what happened to one aggregate. */
import type { DomainEvent } from '@plinth/core'
import { memoryEventStore } from '@plinth/core/runtime'
import type { Benchmark, Contest } from '../../harness/benchmark.ts'

const aggregates = 5_000
const eventsOfEach = 20

/** A batch of a hundred events at the end of the log; the history of one aggregate of many. */
export const logBenchmarks: readonly Benchmark[] = [
  {
    area: 'core',
    name: 'log-append',
    shows:
      'an event, made and appended to the log in memory in batches of 100; against a push into an array',
    goal: { timesLimit: 3.5 },
    prepare: appendContest,
  },
  {
    area: 'core',
    name: 'log-read',
    shows: `the ${eventsOfEach} events of one aggregate of ${aggregates}; against for await over a prepared array`,
    goal: { timesLimit: 5 },
    prepare: readContest,
  },
]

const batch = 100

async function appendContest(): Promise<Contest> {
  const made = () => Array.from({ length: batch }, (_, index) => eventOf(index))
  return {
    clock: 'cpu',
    operations: batch,
    ours: {
      name: 'ours',
      async run(times) {
        const store = memoryEventStore('org_1')
        for (let time = 0; time < times; time++) await store.appendBatch(made())
        if ((await store.getVersion('ord_0')) !== 1) throw new Error('nothing was appended')
      },
    },
    limit: {
      name: 'limit',
      async run(times) {
        const log: DomainEvent[] = []
        const append = async () => {
          for (const event of made()) log.push(event)
        }
        for (let time = 0; time < times; time++) await append()
        if (log.length !== times * batch) throw new Error('nothing was appended')
      },
    },
  }
}

async function readContest(): Promise<Contest> {
  const store = memoryEventStore('org_1')
  const histories = new Map<string, DomainEvent[]>()
  for (let index = 0; index < aggregates * eventsOfEach; index++) {
    const event = eventOf(index % aggregates)
    await store.append(event)
    histories.set(event.aggregateId, [...(histories.get(event.aggregateId) ?? []), event])
  }
  const ids = Array.from({ length: 100 }, (_, index) => `ord_${index * 37}`)
  return {
    clock: 'cpu',
    operations: ids.length,
    ours: reader('ours', ids, (id) => store.read(id)),
    limit: reader('limit', ids, (id) => byHand(histories.get(id) ?? [])),
  }
}

async function* byHand(events: readonly DomainEvent[]): AsyncGenerator<DomainEvent> {
  for (const event of events) yield event
}

function reader(
  name: string,
  ids: readonly string[],
  read: (id: string) => AsyncIterable<DomainEvent>,
) {
  return {
    name,
    async run(times: number) {
      let told = 0
      for (let time = 0; time < times; time++) {
        for (const id of ids) for await (const event of read(id)) told += event.version
      }
      if (told !== times * ids.length * eventsOfEach)
        throw new Error(`${name} tells ${told} events`)
    },
  }
}

function eventOf(index: number): DomainEvent {
  return {
    id: `evt_${index}`,
    type: `sales.order.verb-${index % 40}`,
    aggregateId: `ord_${index}`,
    aggregateType: 'Order',
    payload: { total: index },
    schemaVersion: 1,
    occurredAt: index,
    actorId: null,
    orgId: 'org_1',
    correlationId: 'cor_1',
    causedBy: null,
    version: 1,
    source: 'sales',
  }
}
