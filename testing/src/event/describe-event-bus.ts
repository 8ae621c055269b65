/** What every event bus must do: tell everyone who listens, in order, whatever one of them does. */
import type { DomainEvent, EventBus } from '@plinth/core'
import { describe, expect, test } from 'vitest'
import { orderEvent } from './order-event.ts'

/** Makes a bus that nobody listens to yet, whose handlers are given what `contextOf` makes of the event. */
export type OpenEventBus = (contextOf: (event: DomainEvent) => string) => EventBus<string>

/** Runs the suite. Each test opens a bus of its own. */
export function describeEventBus(open: OpenEventBus): void {
  describe('as every event bus', () => {
    describePatterns(open)
    describeOrder(open)
    describeFailures(open)
    describeComingAndGoing(open)
  })
}

function describePatterns(open: OpenEventBus): void {
  test('a handler hears what its pattern takes in, with the context of the event', async () => {
    const bus = open(({ orgId }) => orgId)
    const heard: unknown[] = []
    for (const pattern of ['sales.order.placed', 'sales.*', '*.placed', '*', 'sales.*.placed']) {
      bus.subscribe(pattern, ({ type }, org) => heard.push([pattern, type, org]))
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

  test.each([
    ['a.*', 'a', false],
    ['a.*', 'a.b', true],
    ['a.*', 'a.b.c', true],
    ['a.*', 'ab.c', false],
    ['*.c', 'a.b.c', true],
    ['*.c', 'c', false],
    ['a.*.c', 'a.c', false],
    ['a.*.c', 'a.b.b.c', true],
    ['a.b', 'a.b.c', false],
    ['__proto__', 'constructor', false],
    ['__proto__.*', '__proto__.x', true],
  ])('the pattern %s and the type %s: %s', async (pattern, type, expected) => {
    const bus = quiet(open)
    let isHeard = false
    bus.subscribe(pattern, () => {
      isHeard = true
    })

    await bus.publish(event(type))

    expect(isHeard).toBe(expected)
  })

  test.each(['', 'a..b', '.a', 'a*', 'a b', 'a.'.repeat(200), 'a.b\n'])(
    '%j is no pattern, and is refused',
    (pattern) => {
      const bus = quiet(open)

      const subscribing = () => bus.subscribe(pattern, () => {})

      expect(subscribing).toThrow(expect.objectContaining({ code: 'event.pattern-invalid' }))
    },
  )

  test('a filter keeps from a handler what does not concern it', async () => {
    const bus = quiet(open)
    const heard: unknown[] = []
    const filter = ({ payload }: DomainEvent) => payload === 2
    bus.subscribe('a.b', ({ payload }) => heard.push(payload), { filter })

    await bus.publishBatch([1, 2, 3].map((payload) => event('a.b', payload)))

    expect(heard).toEqual([2])
  })
}

function describeOrder(open: OpenEventBus): void {
  test('higher priorities are called first, and those of one priority in the order in which they came', async () => {
    const bus = quiet(open)
    const called: string[] = []
    const note = (name: string) => () => called.push(name)
    bus.subscribe('*', note('first of 0'))
    bus.subscribe('a.b', note('of -1'), { priority: -1 })
    bus.subscribe('a.*', note('of 10'), { priority: 10 })
    bus.subscribe('*.b', note('second of 0'))

    await bus.publish(event('a.b'))

    expect(called).toEqual(['of 10', 'first of 0', 'second of 0', 'of -1'])
  })

  test('a batch is told one event after the other: the next when all have finished', async () => {
    const bus = quiet(open)
    const told: unknown[] = []
    bus.subscribe('a.b', async ({ payload }) => {
      await Promise.resolve()
      told.push(`slow ${String(payload)}`)
    })
    bus.subscribe('a.b', ({ payload }) => told.push(`quick ${String(payload)}`))

    await bus.publishBatch([1, 2].map((payload) => event('a.b', payload)))

    expect(told).toEqual(['quick 1', 'slow 1', 'quick 2', 'slow 2'])
  })

  test('what nobody listens to is told to nobody, and so is an empty batch', async () => {
    const bus = quiet(open)

    await expect(bus.publish(event('a.b'))).resolves.toBeUndefined()
    await expect(bus.publishBatch([])).resolves.toBeUndefined()
  })
}

function describeFailures(open: OpenEventBus): void {
  test('all handlers run although some fail, and the failures come together', async () => {
    const bus = quiet(open)
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
      facts: { failures: 2 },
      cause: { errors: [new Error('at once'), new Error('later')] },
    })
    expect(done).toEqual(['quick', 'slow'])
  })

  test('a batch goes on behind a failure', async () => {
    const bus = quiet(open)
    const heard: unknown[] = []
    bus.subscribe('a.b', ({ payload }) => {
      heard.push(payload)
      if (payload !== 3) throw new Error(`not ${String(payload)}`)
    })

    const publishing = bus.publishBatch([1, 2, 3].map((payload) => event('a.b', payload)))

    await expect(publishing).rejects.toMatchObject({
      code: 'event.unhandled',
      facts: { failures: 2 },
    })
    expect(heard).toEqual([1, 2, 3])
  })
}

function describeComingAndGoing(open: OpenEventBus): void {
  test('who comes or goes while an event is told changes nothing of it', async () => {
    const bus = quiet(open)
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

  test('who goes twice takes nobody else along', async () => {
    const bus = quiet(open)
    const heard: string[] = []
    const end = bus.subscribe('a.b', () => heard.push('first'))
    bus.subscribe('a.b', () => heard.push('second'))

    end()
    end()
    await bus.publish(event('a.b'))

    expect(heard).toEqual(['second'])
  })
}

function quiet(open: OpenEventBus): EventBus<string> {
  return open(() => '')
}

const event = (type: string, payload: unknown = null) => orderEvent({ type, payload })
