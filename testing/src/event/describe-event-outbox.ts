/** What every outbox must do: hold what was committed, in order, until every subscription has handled it. */
import type { DomainEvent, EventOutbox } from '@plinth/core'
import { systemPlatform } from '@plinth/core/runtime'
import { beforeEach, describe, expect, test } from 'vitest'
import { newName } from '../new-name.ts'
import { orderEvent } from './order-event.ts'
import { emptyOutbox } from './empty-outbox.ts'

/** An outbox that no other process holds, and the ways in which something comes into it. */
export interface OutboxGround {
  readonly outbox: EventOutbox
  /** Commits events of one organization, together, as a flush does. */
  readonly commit: (events: readonly DomainEvent[]) => Promise<void>
  /** Commits that a subscription has handled an event of the organization. */
  readonly receive: (receipt: {
    readonly organizationId: string
    readonly subscription: string
    readonly eventId: string
  }) => Promise<void>
}

/** Runs the suite. Each test empties the outbox first. */
export function describeEventOutbox(open: () => OutboxGround): void {
  describe('as every outbox', () => {
    let ground: OutboxGround
    beforeEach(async () => {
      ground = open()
      expect(await ground.outbox.acquire()).toBe(true)
      await emptyOutbox(ground.outbox)
    })

    describePending(() => ground)
    describeSettling(() => ground)
    describeHandled(() => ground)
  })
}

const platform = systemPlatform()

function describePending(ground: () => OutboxGround): void {
  test('holds events in the order in which they were committed, the same ones until they are settled', async () => {
    const { outbox, commit } = ground()
    const tell = happeningsIn(newName('org'))
    const first = [tell('ord_1', 1), tell('ord_2', 1), tell('ord_1', 2)]
    const second = [tell('ord_2', 2)]

    await commit(first)
    await commit(second)

    expect(await outbox.pending(10, [])).toStrictEqual([...first, ...second])
    expect(await outbox.pending(10, [])).toStrictEqual([...first, ...second])
    expect(await outbox.pending(2, [])).toEqual(first.slice(0, 2))
  })

  test('leaves out what is parked, and nothing that comes after it', async () => {
    const { outbox, commit } = ground()
    const tell = happeningsIn(newName('org'))
    const events = [tell('ord_1', 1), tell('ord_2', 1), tell('ord_1', 2), tell('ord_1', 3)]
    const [first, second, third, fourth] = events
    await commit(events)
    await outbox.pending(10, [])

    const left = (limit: number, ...ids: readonly string[]) =>
      outbox.pending(
        limit,
        ids.map((upTo) => ({ aggregateId: 'ord_1', upTo })),
      )

    expect(await left(10, first?.id ?? '')).toEqual([second, third, fourth])
    expect(await left(10, third?.id ?? '')).toEqual([second, fourth])
    expect(await left(1, fourth?.id ?? '')).toEqual([second])
    expect(await left(10, 'evt_none')).toEqual(events)
  })

  test('carries the events of every organization', async () => {
    const { outbox, commit } = ground()
    const events = [newName('org'), newName('org')].map((org) => happeningsIn(org)('ord_1', 1))
    for (const event of events) await commit([event])

    expect(await outbox.pending(10, [])).toEqual(events)
  })
}

function describeSettling(ground: () => OutboxGround): void {
  test('what is settled is forgotten, and what stands around it stays', async () => {
    const { outbox, commit } = ground()
    const tell = happeningsIn(newName('org'))
    const events = [1, 2, 3, 4].map((version) => tell('ord_1', version))
    await commit(events)
    await outbox.pending(10, [])

    await outbox.settle(events.slice(1, 3).map(({ id }) => id))

    expect(await outbox.pending(10, [])).toEqual([events[0], events[3]])
  })

  test('settling twice, or what is not there, does no harm', async () => {
    const { outbox, commit } = ground()
    const event = happeningsIn(newName('org'))('ord_1', 1)
    await commit([event])
    await outbox.pending(10, [])

    await outbox.settle([event.id])
    await outbox.settle([event.id, 'evt_none'])
    await outbox.settle([])

    expect(await outbox.pending(10, [])).toEqual([])
  })

  test('keeps what is pending through release', async () => {
    const { outbox, commit } = ground()
    const event = happeningsIn(newName('org'))('ord_1', 1)
    await commit([event])

    await outbox.release()
    expect(await outbox.acquire()).toBe(true)

    expect(await outbox.pending(10, [])).toEqual([event])
  })
}

function describeHandled(ground: () => OutboxGround): void {
  test('says which events a subscription has handled, and no other subscription', async () => {
    const { outbox, receive } = ground()
    const receipt = {
      organizationId: newName('org'),
      subscription: 'shop.first',
      eventId: newName('evt'),
    }

    await receive(receipt)

    const { eventId } = receipt
    expect(await outbox.handled('shop.first', [eventId, 'evt_none'])).toEqual(new Set([eventId]))
    expect(await outbox.handled('shop.second', [eventId])).toEqual(new Set())
    expect(await outbox.handled('shop.first', [])).toEqual(new Set())
  })
}

/** Makes the events of an organization: of which aggregate, and its how many-th. */
function happeningsIn(orgId: string): (aggregateId: string, version: number) => DomainEvent {
  return (aggregateId, version) =>
    orderEvent({
      id: platform.ids.generateFor('evt_'),
      aggregateId,
      version,
      orgId,
      payload: { total: version, note: null },
      occurredAt: Date.UTC(2026, 0, 5),
    })
}
