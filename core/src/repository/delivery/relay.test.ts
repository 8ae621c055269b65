/** How committed events reach their subscriptions, whatever fails on the way. */
import { setImmediate } from 'node:timers/promises'
import { FakeClock } from '@plinth/testing'
import { expect, test } from 'vitest'
import { ConflictError } from '../../errors/index.ts'
import type { DomainEvent } from '../../event/index.ts'
import { orderEvent } from '../../event/order-event.fixture.ts'
import { silentLogger, IDGenerator } from '../../primitives/index.ts'
import type { EventOutbox, Parked } from './outbox.ts'
import { createRelay, type Relay } from './relay.ts'

const event = (id: string, aggregateId: string, type = 'sales.order.placed'): DomainEvent =>
  orderEvent({ id, aggregateId, type })

/** An outbox in memory; `receipts` outlive a relay, as those of a database do. */
class TestOutbox implements EventOutbox {
  readonly events: DomainEvent[] = []
  readonly receipts = new Set<string>()
  isHeldElsewhere = false
  isDown = false
  isReleased = false

  async acquire(): Promise<boolean> {
    return !this.isHeldElsewhere
  }

  async pending(limit: number, parked: readonly Parked[]): Promise<readonly DomainEvent[]> {
    if (this.isDown) throw new Error('the database is down')
    const isParked = ({ aggregateId }: DomainEvent, at: number) =>
      parked.some(
        (one) =>
          one.aggregateId === aggregateId &&
          this.events.findIndex(({ id }) => id === one.upTo) >= at,
      )
    return this.events.filter((one, at) => !isParked(one, at)).slice(0, limit)
  }

  async handled(subscription: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(ids.filter((id) => this.receipts.has(`${subscription} ${id}`)))
  }

  async settle(ids: readonly string[]): Promise<void> {
    const kept = this.events.filter(({ id }) => !ids.includes(id))
    this.events.splice(0, this.events.length, ...kept)
  }

  async release(): Promise<void> {
    this.isReleased = true
  }
}

interface Scene {
  readonly outbox: TestOutbox
  readonly clock: FakeClock
  readonly relay: Relay
  /** What was handled, in order: `stock e1`. */
  readonly handled: string[]
  /** What was tried, in order, failures included. */
  readonly tried: string[]
}

type Handle = (subscription: string, event: DomainEvent) => unknown

// Two subscriptions hear of orders, `stock` and `mail`; nobody hears of leads.
function scene(events: readonly DomainEvent[], handle: Handle = () => null): Scene {
  const outbox = new TestOutbox()
  outbox.events.push(...events)
  const clock = new FakeClock()
  const random = { next: () => 1, fill: () => {} }
  const handled: string[] = []
  const tried: string[] = []
  const relay = createRelay({
    outbox,
    platform: { clock, random, ids: new IDGenerator(clock, random) },
    logger: silentLogger,
    subscriptionsFor: (type) =>
      type.startsWith('sales.') ? [{ name: 'stock' }, { name: 'mail' }] : [],
    deliver: async ({ name }, delivered) => {
      const receipt = `${name} ${delivered.id}`
      tried.push(receipt)
      await handle(name, delivered)
      if (outbox.receipts.has(receipt)) throw new ConflictError('delivery.handled', receipt)
      outbox.receipts.add(receipt)
      handled.push(receipt)
    },
  })
  return { outbox, clock, relay, handled, tried }
}

/** Lets everything run that waits for no timer. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await setImmediate()
}

test('each event reaches each of its subscriptions once, and leaves the outbox', async () => {
  const { outbox, relay, handled } = scene([event('e1', 'a'), event('e2', 'a')])

  relay.start()
  await relay.settled()

  expect(handled).toEqual(['stock e1', 'mail e1', 'stock e2', 'mail e2'])
  expect(outbox.events).toEqual([])
  await relay.stop()
})

test('an event that nobody hears leaves the outbox', async () => {
  const { outbox, relay, handled } = scene([event('e1', 'a', 'crm.lead.won')])

  relay.start()
  await relay.settled()

  expect([outbox.events, handled]).toEqual([[], []])
  await relay.stop()
})

test('a delivery that never ends keeps the others for a while, and not for ever', async () => {
  const { outbox, clock, relay, handled } = scene([event('a1', 'a')], (name, { id }) =>
    name === 'stock' && id === 'a1' ? new Promise(() => {}) : null,
  )
  relay.start()
  await quiet()
  outbox.events.push(event('b1', 'b'))

  clock.advance(30_000)
  await quiet()
  clock.advance(1_000)
  await quiet()

  expect(handled).toEqual(['mail a1', 'stock b1', 'mail b1'])
  const stopped = relay.stop()
  clock.advance(5_000)
  await stopped
})

test('records do not wait for each other; the events of one record do', async () => {
  let free = () => {}
  const slow = new Promise<void>((resolve) => {
    free = resolve
  })
  const { relay, handled } = scene(
    [event('a1', 'a'), event('b1', 'b'), event('a2', 'a'), event('b2', 'b')],
    (_name, { aggregateId }) => (aggregateId === 'a' ? slow : null),
  )

  relay.start()
  await quiet()

  expect(handled).toEqual(['stock b1', 'mail b1', 'stock b2', 'mail b2'])
  free()
  await relay.settled()
  expect(handled.slice(4)).toEqual(['stock a1', 'mail a1', 'stock a2', 'mail a2'])
  await relay.stop()
})

test('a poisoned event holds back its own record for its own subscription, and nothing else', async () => {
  const { relay, handled } = scene(
    [event('a1', 'a'), event('a2', 'a'), event('b1', 'b')],
    (name, { id }) => {
      if (name === 'stock' && id === 'a1') throw new Error('poison')
    },
  )

  relay.start()
  await quiet()

  expect(handled.toSorted()).toEqual(['mail a1', 'mail a2', 'mail b1', 'stock b1'])
  await relay.stop()
})

test('a failed delivery is tried again, ever more seldom, a minute apart in the end', async () => {
  const { relay, clock, tried } = scene([event('e1', 'a')], (name) => {
    if (name === 'stock') throw new Error('down')
  })

  relay.start()
  await quiet()
  const attempts: number[] = []
  for (let minute = 0; minute < 10; minute++) {
    for (let step = 0; step < 600; step++) {
      clock.advance(100)
      await setImmediate()
    }
    attempts.push(tried.filter((receipt) => receipt === 'stock e1').length)
  }

  expect(attempts[0]).toBeGreaterThan(8)
  expect((attempts[9] ?? 0) - (attempts[8] ?? 0)).toBe(1)
  await relay.stop()
})

test('when it succeeds at last, order holds, and nobody else hears of it twice', async () => {
  let isDown = true
  const { outbox, relay, clock, handled, tried } = scene(
    [event('a1', 'a'), event('a2', 'a')],
    (name) => {
      if (name === 'stock' && isDown) throw new Error('down')
    },
  )
  relay.start()
  await quiet()

  isDown = false
  clock.advance(100)
  await relay.settled()

  expect(handled).toEqual(['mail a1', 'mail a2', 'stock a1', 'stock a2'])
  expect(tried.filter((receipt) => receipt.startsWith('mail'))).toHaveLength(2)
  expect(outbox.events).toEqual([])
  await relay.stop()
})

test('what was handled before a crash is not handled again', async () => {
  const { outbox, relay, handled } = scene([event('e1', 'a')])
  outbox.receipts.add('stock e1')

  relay.start()
  await relay.settled()

  expect(handled).toEqual(['mail e1'])
  expect(outbox.events).toEqual([])
  await relay.stop()
})

test('settled says what failed when nothing but failures is left', async () => {
  const { relay } = scene([event('e1', 'a')], () => {
    throw new Error('poison')
  })

  relay.start()

  await expect(relay.settled()).rejects.toThrow('poison')
  await relay.stop()
})

test('while the database is down it keeps trying, and nothing is lost', async () => {
  const { outbox, relay, clock, handled } = scene([event('e1', 'a')])
  outbox.isDown = true
  relay.start()
  for (let second = 0; second < 60; second++) {
    clock.advance(1_000)
    await setImmediate()
  }

  outbox.isDown = false
  clock.advance(30_000)
  await quiet()

  expect(handled).toEqual(['stock e1', 'mail e1'])
  await relay.stop()
})

test('a commit wakes it', async () => {
  const { outbox, relay, handled } = scene([])
  relay.start()
  await quiet()

  outbox.events.push(event('e1', 'a'))
  relay.wake()
  await quiet()

  expect(handled).toHaveLength(2)
  await relay.stop()
})

test('without being woken it looks every five seconds', async () => {
  const { outbox, relay, clock, handled } = scene([])
  relay.start()
  await quiet()

  outbox.events.push(event('e1', 'a'))
  clock.advance(4_999)
  await quiet()
  const before = handled.length
  clock.advance(1)
  await quiet()

  expect([before, handled.length]).toEqual([0, 2])
  await relay.stop()
})

test('what another process holds it takes over within a second of its release', async () => {
  const { outbox, relay, clock, handled } = scene([event('e1', 'a')])
  outbox.isHeldElsewhere = true
  relay.start()
  await quiet()
  const before = handled.length

  outbox.isHeldElsewhere = false
  clock.advance(1_000)
  await quiet()

  expect([before, handled.length]).toEqual([0, 2])
  await relay.stop()
})

test('a process that holds nothing of the outbox has nothing to deliver, and nobody waits for it', async () => {
  const { outbox, relay, handled } = scene([event('e1', 'a')])
  outbox.isHeldElsewhere = true

  relay.start()
  await relay.settled()

  expect(handled).toEqual([])
  await relay.stop()
})

test('stop lets a running delivery finish, begins no other, and frees the outbox', async () => {
  let free = () => {}
  const slow = new Promise<void>((resolve) => {
    free = resolve
  })
  const { outbox, relay, handled } = scene([event('e1', 'a'), event('e2', 'a')], () => slow)
  relay.start()
  await quiet()

  const stopped = relay.stop()
  free()
  await stopped

  expect(handled).toEqual(['stock e1', 'mail e1'])
  expect(outbox.events.map(({ id }) => id)).toEqual(['e2'])
  expect(outbox.isReleased).toBe(true)
})

test('stop does not wait for ever', async () => {
  const { relay, clock, outbox } = scene([event('e1', 'a')], () => new Promise(() => {}))
  relay.start()
  await quiet()

  const stopped = relay.stop()
  clock.advance(5_000)
  await stopped

  expect(outbox.events).toHaveLength(1)
})

test('more events than a batch holds are delivered all the same', async () => {
  const many = Array.from({ length: 1_201 }, (_, index) => event(`e${index}`, `a${index % 40}`))
  const { outbox, relay, handled } = scene(many)

  relay.start()
  await relay.settled()

  expect([outbox.events.length, handled.length]).toEqual([0, 2_402])
  await relay.stop()
})
