/** The bus in memory tells everyone who listens, in order, whatever one of them does. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DomainEvent } from '../event.ts'
import { memoryEventBus } from './memory-event-bus.ts'

test('a handler hears what its pattern takes in, with the context of the event', async () => {
  const bus = memoryEventBus({ contextOf: ({ orgId }) => ({ org: orgId }) })
  const heard: unknown[] = []
  for (const pattern of ['sales.order.placed', 'sales.*', '*.placed', '*', 'sales.*.placed']) {
    bus.subscribe(pattern, ({ type }, { org }) => heard.push([pattern, type, org]))
  }

  await bus.publish(event('sales.order.placed'))
  await bus.publish(event('sales.order.paid'))

  expect(heard).toEqual([
    ['sales.order.placed', 'sales.order.placed', 'org_a'],
    ['sales.*', 'sales.order.placed', 'org_a'],
    ['*.placed', 'sales.order.placed', 'org_a'],
    ['*', 'sales.order.placed', 'org_a'],
    ['sales.*.placed', 'sales.order.placed', 'org_a'],
    ['sales.*', 'sales.order.paid', 'org_a'],
    ['*', 'sales.order.paid', 'org_a'],
  ])
})

test('higher priorities are called first, and those of one priority in the order in which they came', async () => {
  const bus = quietBus()
  const called: string[] = []
  const note = (name: string) => () => called.push(name)
  bus.subscribe('*', note('first of 0'))
  bus.subscribe('a.b', note('of -1'), { priority: -1 })
  bus.subscribe('a.*', note('of 10'), { priority: 10 })
  bus.subscribe('*.b', note('second of 0'))

  await bus.publish(event('a.b'))

  expect(called).toEqual(['of 10', 'first of 0', 'second of 0', 'of -1'])
})

test('a filter keeps from a handler what does not concern it', async () => {
  const bus = quietBus()
  const heard: unknown[] = []
  bus.subscribe('a.b', ({ payload }) => heard.push(payload), {
    filter: ({ payload }) => payload === 2,
  })

  await bus.publishBatch([1, 2, 3].map((payload) => event('a.b', payload)))

  expect(heard).toEqual([2])
})

test('all handlers run even when some fail, and the failures come together', async () => {
  const bus = quietBus()
  const done: string[] = []
  bus.subscribe('a.b', () => {
    throw new Error('at once')
  })
  bus.subscribe('a.b', () => Promise.reject(new Error('later')))
  bus.subscribe('a.b', async () => {
    await Promise.resolve()
    done.push('slow')
  })
  bus.subscribe('a.b', () => done.push('quick'))

  const publishing = bus.publish(event('a.b'))

  await expect(publishing).rejects.toMatchObject({
    code: 'event.unhandled',
    message: '2 handlers of event evt_1 (a.b) failed: at once',
    facts: { failures: 2 },
    cause: { errors: [new Error('at once'), new Error('later')] },
  })
  expect(done).toEqual(['quick', 'slow'])
})

test('a filter that fails is a handler that fails', async () => {
  const bus = quietBus()
  const filter = () => {
    throw new Error('no such field')
  }
  bus.subscribe('a.b', () => {}, { filter })

  await expect(bus.publish(event('a.b'))).rejects.toThrow('a handler of event evt_1 (a.b) failed')
})

test('a batch goes on behind a failure, one event after the other', async () => {
  const bus = quietBus()
  const heard: unknown[] = []
  bus.subscribe('a.b', async ({ payload }) => {
    await Promise.resolve()
    heard.push(payload)
    if (payload !== 3) throw new Error(`not ${String(payload)}`)
  })

  const publishing = bus.publishBatch([1, 2, 3].map((payload) => event('a.b', payload)))

  await expect(publishing).rejects.toMatchObject({ facts: { failures: 2 } })
  expect(heard).toEqual([1, 2, 3])
})

test('who comes or goes while an event is told changes nothing of it', async () => {
  const bus = quietBus()
  const heard: string[] = []
  bus.subscribe('a.b', () => {
    endSecond()
    bus.subscribe('a.b', () => heard.push('newcomer'))
  })
  const endSecond = bus.subscribe('a.b', () => heard.push('second'))

  await bus.publish(event('a.b'))
  expect(heard).toEqual(['second'])
  await bus.publish(event('a.b'))

  expect(heard).toEqual(['second', 'newcomer'])
})

test('what is no pattern is refused', () => {
  const bus = quietBus()

  for (const pattern of ['', 'a..b', '.a', 'a*', 'a b', 'a.'.repeat(200), 'a.b\n']) {
    const subscribing = () => bus.subscribe(pattern, () => {})
    expect(subscribing).toThrow(expect.objectContaining({ code: 'event.pattern-invalid' }))
  }
})

test('handlers hear just what a regular expression for each pattern says, as they come and go', async () => {
  const part = fc.constantFrom('a', 'b', 'c', '*')
  const pattern = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'))
  const type = fc
    .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join('.'))
  const listener = fc.record({ pattern, priority: fc.integer({ min: -1, max: 1 }) })
  const step = fc.record({ listen: listener, leave: fc.nat(20), tell: type })

  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const bus = quietBus()
      let there: { pattern: string; priority: number; end: () => void; name: number }[] = []
      const heard: (readonly [string, number])[] = []
      const due: (readonly [string, number])[] = []
      for (const [name, { listen, leave, tell }] of steps.entries()) {
        const { pattern: wanted, priority } = listen
        const end = bus.subscribe(wanted, ({ type: of }) => heard.push([of, name]), { priority })
        there.push({ pattern: wanted, priority, end, name })
        there[leave]?.end()
        there = there.filter((_, index) => index !== leave)

        await bus.publish(event(tell))
        const fitting = there.filter(({ pattern: of }) => oracle(of).test(tell))
        const inOrder = fitting.toSorted((one, other) => other.priority - one.priority)
        due.push(...inOrder.map(({ name: of }) => [tell, of] as const))
      }
      expect(heard).toEqual(due)
    }),
    { numRuns: 2_000 },
  )
})

function oracle(pattern: string): RegExp {
  const parts = pattern.split('.').map((part) => (part === '*' ? '[^.]+(\\.[^.]+)*' : part))
  return new RegExp(`^${parts.join('\\.')}$`)
}

function quietBus() {
  return memoryEventBus({ contextOf: () => null })
}

function event(type: string, payload: unknown = null): DomainEvent {
  return {
    id: 'evt_1',
    type,
    aggregateId: 'ord_1',
    aggregateType: 'Order',
    payload,
    occurredAt: 0,
    actorId: null,
    orgId: 'org_a',
    correlationId: 'cor_1',
    causedBy: null,
    version: 1,
    source: 'sales',
    schemaVersion: 1,
  }
}
