/** Subscriptions that are behind: each by itself, in order, and nobody waits for another. */
import { setImmediate } from 'node:timers/promises'
import { FakeClock } from '@plinth/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ConflictError } from '../../errors/index.ts'
import type { DomainEvent } from '../../event/index.ts'
import { orderEvent } from '../../event/order-event.fixture.ts'
import { IDGenerator, silentLogger } from '../../primitives/index.ts'
import { memoryOutbox } from '../memory/memory-outbox.ts'
import { MemoryStore } from '../memory/memory-store.ts'
import { createRelay } from './relay.ts'

const event = (id: string, aggregateId: string, type = 'sales.order.placed'): DomainEvent =>
  orderEvent({ id, aggregateId, type })

type Handle = (subscription: string, event: DomainEvent) => unknown

// Two subscriptions hear of orders, `stock` and `mail`; nobody hears of leads.
function scene(events: readonly DomainEvent[], handle: Handle) {
  const store = new MemoryStore()
  const happen = (one: DomainEvent) => void store.undelivered.set(one.id, one)
  for (const one of events) happen(one)
  const clock = new FakeClock()
  const random = { next: () => 1, fill: () => {} }
  const receipts = new Set<string>()
  const handled: string[] = []
  const tried: string[] = []
  const handledOf = async (name: string, ids: readonly string[]) =>
    new Set(ids.filter((id) => receipts.has(`${name} ${id}`)))
  const relay = createRelay({
    outbox: { ...memoryOutbox(store), handled: handledOf },
    platform: { clock, random, ids: new IDGenerator(clock, random) },
    logger: silentLogger,
    subscriptionsFor: (type) =>
      type.startsWith('sales.') ? [{ name: 'stock' }, { name: 'mail' }] : [],
    deliver: async ({ name }, delivered) => {
      const receipt = `${name} ${delivered.id}`
      tried.push(receipt)
      await handle(name, delivered)
      if (receipts.has(receipt)) throw new ConflictError('delivery.handled', receipt)
      receipts.add(receipt)
      handled.push(receipt)
    },
  })
  const pending = () => [...store.undelivered.values()]
  const erase = (...ids: readonly string[]) => ids.forEach((id) => store.undelivered.delete(id))
  return { clock, relay, handled, tried, happen, pending, erase }
}

/** Lets everything run that waits for no timer. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await setImmediate()
}

/** Moves the clock in steps, in between which everything runs that it has woken. */
async function advance(clock: FakeClock, ms: number): Promise<void> {
  for (let past = 0; past < ms; past += Math.max(100, ms / 50)) {
    clock.advance(Math.max(100, ms / 50))
    await quiet()
  }
}

test('a subscription is told which attempt this is, and each counts its own', async () => {
  const attempts: string[] = []
  const { clock, relay } = scene([event('e1', 'ord_1')], (name, { metadata }) => {
    attempts.push(`${name} ${metadata?.['attempt']}`)
    if (name === 'mail' && metadata?.['attempt'] === 1) throw new Error('no connection')
  })

  relay.start()
  await advance(clock, 10_000)
  await relay.stop()

  expect(attempts).toEqual(['stock 1', 'mail 1', 'mail 2'])
})

test('what happens later to a record keeps waiting for nobody but the subscription that failed', async () => {
  let isDown = true
  const { happen, pending, relay, clock, handled } = scene([event('a1', 'a')], (name) => {
    if (name === 'stock' && isDown) throw new Error('down')
  })
  relay.start()
  await quiet()

  happen(event('a2', 'a'))
  relay.wake()
  await quiet()
  const meanwhile = [...handled]
  isDown = false
  clock.advance(100)
  await relay.settled()

  expect(meanwhile).toEqual(['mail a1', 'mail a2'])
  expect(handled.slice(2)).toEqual(['stock a1', 'stock a2'])
  expect(pending()).toEqual([])
  await relay.stop()
})

test('two subscriptions that are behind catch up on their own, each in order', async () => {
  const isDown = new Set(['stock', 'mail'])
  const { pending, relay, clock, handled } = scene([event('a1', 'a'), event('a2', 'a')], (name) => {
    if (isDown.has(name)) throw new Error('down')
  })
  relay.start()
  await quiet()

  isDown.delete('mail')
  await advance(clock, 100)
  const first = [[...handled], pending().length]
  isDown.delete('stock')
  await advance(clock, 60_000)
  await relay.settled()

  expect(first).toEqual([['mail a1', 'mail a2'], 2])
  expect(handled.slice(2)).toEqual(['stock a1', 'stock a2'])
  expect(pending()).toEqual([])
  await relay.stop()
})

test('more parked events than a batch holds come in order, and nobody hears them twice', async () => {
  let isDown = true
  const many = Array.from({ length: 1_201 }, (_, index) => event(`a${index}`, 'a'))
  const { pending, relay, clock, tried } = scene(many, (name) => {
    if (name === 'stock' && isDown) throw new Error('down')
  })
  relay.start()
  await quiet()

  isDown = false
  tried.length = 0
  clock.advance(100)
  await relay.settled()

  expect(tried).toEqual(many.map(({ id }) => `stock ${id}`))
  expect(pending()).toEqual([])
  await relay.stop()
})

test('where what was parked was erased, the rest is delivered as if it were new', async () => {
  let isDown = true
  const { erase, happen, pending, relay, clock, handled } = scene(
    [event('a1', 'a'), event('a2', 'a')],
    (name) => {
      if (name === 'stock' && isDown) throw new Error('down')
    },
  )
  relay.start()
  await quiet()

  erase('a1', 'a2')
  happen(event('a3', 'a'))
  isDown = false
  clock.advance(100)
  await quiet()

  expect(handled.slice(2)).toEqual(['stock a3', 'mail a3'])
  expect(pending()).toEqual([])
  await relay.stop()
})

test('nobody misses an event where what was parked was erased, however much else waits', async () => {
  let isDown = true
  const { erase, happen, pending, relay, clock, handled } = scene([event('a1', 'a')], (name) => {
    if (name === 'stock' && isDown) throw new Error('down')
  })
  relay.start()
  await quiet()

  erase('a1')
  happen(event('a2', 'a'))
  for (let at = 0; at < 600; at++) happen(event(`b${at}`, 'b'))
  isDown = false
  await advance(clock, 10_000)

  expect(handled.filter((one) => one.endsWith('a2')).toSorted()).toEqual(['mail a2', 'stock a2'])
  expect(pending()).toEqual([])
  await relay.stop()
})

test('whatever fails and whenever, each subscription hears each record in order, and once', async () => {
  const failures = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 })
  const arrivals = fc.array(fc.tuple(fc.nat(2), fc.nat(400)), { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(arrivals, failures, async (given, fails) => {
      let tries = 0
      const { happen, pending, relay, clock, handled } = scene([], () => {
        tries += 1
        if (tries < 24 && fails[tries % fails.length]) throw new Error('by chance')
      })
      relay.start()
      for (const [at, [record, pause]] of given.entries()) {
        happen(event(`e${at + 10}`, `r${record}`, at % 5 === 4 ? 'crm.lead.won' : undefined))
        relay.wake()
        await advance(clock, pause)
      }
      await advance(clock, 2_000_000)

      const orders = given.flatMap(([record], at) =>
        at % 5 === 4 ? [] : [[record, `e${at + 10}`]],
      )
      for (const name of ['stock', 'mail']) {
        for (const record of [0, 1, 2]) {
          const its = orders.flatMap(([of, id]) => (of === record ? [`${name} ${id}`] : []))
          expect(handled.filter((one) => its.includes(one))).toEqual(its)
        }
      }
      expect([pending(), handled.length]).toEqual([[], orders.length * 2])
      await relay.stop()
    }),
    { numRuns: 60 },
  )
})
