/** What every realtime gateway must do, however its messages travel. Each adapter's tests run it. */
import type { RealTimeGateway, RealTimeMessage } from '@plinth/core'
import type { GatewayOptions } from '@plinth/core/runtime'
import { beforeEach, describe, expect, test } from 'vitest'

/** Makes a gateway without clients, within these limits. */
export type OpenGateway = (
  limits: Required<Pick<GatewayOptions, 'maxClients' | 'maxChannelsPerClient'>>,
) => Promise<RealTimeGateway>

const orders = 'org:org_a:orders'
const inbox = 'org:org_a:actor:act_1:inbox'

/** Runs the suite. Messages may take a moment: what must not arrive is told by what was sent after it. */
export function describeRealTimeGateway(open: OpenGateway): void {
  describe('as every realtime gateway', () => {
    let gateway: RealTimeGateway
    beforeEach(async () => {
      gateway = await open({ maxClients: 5, maxChannelsPerClient: 3 })
    })

    describeChannels(() => gateway)
    describeTenants(() => gateway)
    describeLife(() => gateway)
    describeLimits(() => gateway)
  })
}

function describeChannels(gateway: () => RealTimeGateway): void {
  test('what is published reaches those who follow the channel, in its order', async () => {
    const [first, second, bystander] = ['c_1', 'c_2', 'c_3'].map((id) => connect(gateway(), id))
    gateway().subscribe('c_1', orders)
    gateway().subscribe('c_2', orders)
    gateway().subscribe('c_3', 'org:org_a:other')

    await gateway().publish(orders, { total: 1 })
    await gateway().publish(orders, { total: 2 })
    await gateway().publish('org:org_a:other', 'last')

    const both = [1, 2].map((total) => ({ channel: orders, payload: { total } }))
    await expect.poll(() => first).toEqual(both)
    await expect.poll(() => second).toEqual(both)
    await expect.poll(() => bystander).toEqual([{ channel: 'org:org_a:other', payload: 'last' }])
  })

  test('who follows a channel twice gets each message once, and none after leaving it', async () => {
    const received = connect(gateway(), 'c_1')
    gateway().subscribe('c_1', orders)
    gateway().subscribe('c_1', orders)

    await gateway().publish(orders, 'one')
    await expect.poll(() => received).toHaveLength(1)
    gateway().unsubscribe('c_1', orders)
    await gateway().publish(orders, 'two')
    gateway().broadcast('org_a', 'three')

    await expect.poll(() => payloads(received)).toEqual(['one', 'three'])
  })

  test('a client that fails to receive keeps no other from receiving', async () => {
    const refuse = () => {
      throw new Error('the socket is gone')
    }
    gateway().connect('c_1', 'act_1', 'org_a', refuse)
    const received = connect(gateway(), 'c_2')
    gateway().subscribe('c_1', orders)
    gateway().subscribe('c_2', orders)

    await gateway().publish(orders, 'one')

    await expect.poll(() => payloads(received)).toEqual(['one'])
  })

  test.each([
    '',
    'orders',
    'org:org_a',
    'org:org_a:',
    'org::orders',
    'org:org_a:actor',
    'org:org_a:actor:act_1',
    'org:*:orders',
    'org:org_a:or ders',
    'system',
    `system:${'x'.repeat(300)}`,
  ])('%j is no channel', async (channel) => {
    connect(gateway(), 'c_1')

    expect(() => gateway().subscribe('c_1', channel)).toThrow(/is no channel/)
    await expect(gateway().publish(channel, 1)).rejects.toMatchObject({
      code: 'realtime.channel-invalid',
    })
  })
}

function describeTenants(gateway: () => RealTimeGateway): void {
  test('a client follows no channel of another organization, and is sent nothing of it', async () => {
    const own = connect(gateway(), 'c_1')
    const foreign = connect(gateway(), 'c_2', { orgId: 'org_b' })
    gateway().subscribe('c_1', orders)

    const intrude = () => gateway().subscribe('c_2', orders)
    expect(intrude).toThrow(expect.objectContaining({ code: 'auth.forbidden' }))
    await gateway().publish(orders, 'of a')
    gateway().broadcast('org_a', 'to a')
    gateway().broadcast('org_b', 'to b')

    await expect.poll(() => payloads(own)).toEqual(['of a', 'to a'])
    await expect.poll(() => payloads(foreign)).toEqual(['to b'])
    expect(gateway().getChannels('c_2')).toEqual([])
  })

  test('the channel of an actor is open to the clients of that actor alone', async () => {
    const [mine, mineToo] = ['c_1', 'c_2'].map((id) => connect(gateway(), id))
    connect(gateway(), 'c_3', { actorId: 'act_2' })
    connect(gateway(), 'c_4', { orgId: 'org_b' })
    gateway().subscribe('c_1', inbox)
    gateway().subscribe('c_2', inbox)

    for (const other of ['c_3', 'c_4']) {
      expect(() => gateway().subscribe(other, inbox)).toThrow(/not open to this client/)
    }
    await gateway().publish(inbox, 'yours')

    await expect.poll(() => payloads(mine)).toEqual(['yours'])
    await expect.poll(() => payloads(mineToo)).toEqual(['yours'])
  })

  test('a system channel is open to the clients of every organization', async () => {
    const a = connect(gateway(), 'c_1')
    const b = connect(gateway(), 'c_2', { orgId: 'org_b' })
    for (const id of ['c_1', 'c_2']) gateway().subscribe(id, 'system:maintenance')

    await gateway().publish('system:maintenance', 'at noon')

    await expect.poll(() => payloads(a)).toEqual(['at noon'])
    await expect.poll(() => payloads(b)).toEqual(['at noon'])
  })
}

function describeLife(gateway: () => RealTimeGateway): void {
  test('presence names each actor once, while a client of his is there', () => {
    for (const id of ['c_1', 'c_2']) connect(gateway(), id)
    connect(gateway(), 'c_3', { actorId: 'act_2' })
    for (const id of ['c_3', 'c_1', 'c_2']) gateway().subscribe(id, orders)

    expect(gateway().getPresence(orders)).toEqual(['act_2', 'act_1'])
    gateway().disconnect('c_3')
    gateway().disconnect('c_1')

    expect(gateway().getPresence(orders)).toEqual(['act_1'])
    expect(gateway().getPresence('org:org_a:nobody')).toEqual([])
  })

  test('who has gone follows nothing, and is sent nothing', async () => {
    const gone = connect(gateway(), 'c_1')
    const there = connect(gateway(), 'c_2')
    for (const id of ['c_1', 'c_2']) gateway().subscribe(id, orders)
    gateway().disconnect('c_1')
    gateway().disconnect('c_1')

    await gateway().publish(orders, 'one')

    await expect.poll(() => payloads(there)).toEqual(['one'])
    expect(gone).toEqual([])
    expect(gateway().getChannels('c_1')).toEqual([])
    expect(() => gateway().subscribe('c_1', orders)).toThrow(/no client c_1/)
  })

  test('who comes back under another name is nobody that was there before', async () => {
    connect(gateway(), 'c_1')
    gateway().subscribe('c_1', orders)
    gateway().disconnect('c_1')
    const received = connect(gateway(), 'c_1', { orgId: 'org_b' })

    await gateway().publish(orders, 'of a')
    gateway().broadcast('org_b', 'to b')

    await expect.poll(() => payloads(received)).toEqual(['to b'])
  })

  test('a client id that is in use is refused, and its client stays', () => {
    connect(gateway(), 'c_1')

    expect(() => connect(gateway(), 'c_1', { orgId: 'org_b' })).toThrow(
      expect.objectContaining({ code: 'realtime.client-taken' }),
    )
    expect(() => gateway().subscribe('c_1', orders)).not.toThrow()
  })
}

function describeLimits(gateway: () => RealTimeGateway): void {
  test('there are no more clients than there may be; who goes makes room', () => {
    for (const id of ['c_1', 'c_2', 'c_3', 'c_4', 'c_5']) connect(gateway(), id)

    expect(() => connect(gateway(), 'c_6')).toThrow(
      expect.objectContaining({ code: 'realtime.full' }),
    )
    gateway().disconnect('c_1')

    expect(() => connect(gateway(), 'c_6')).not.toThrow()
  })

  test('a client follows no more channels than it may; leaving one makes room', () => {
    connect(gateway(), 'c_1')
    for (const scope of ['a', 'b', 'c']) gateway().subscribe('c_1', `org:org_a:${scope}`)

    expect(() => gateway().subscribe('c_1', orders)).toThrow(
      expect.objectContaining({ code: 'realtime.full' }),
    )
    gateway().unsubscribe('c_1', 'org:org_a:a')
    gateway().subscribe('c_1', orders)

    expect(gateway().getChannels('c_1')).toEqual(['org:org_a:b', 'org:org_a:c', orders])
  })
}

/** Connects a client of actor `act_1` in `org_a` unless told otherwise; gives what it receives. */
function connect(
  gateway: RealTimeGateway,
  clientId: string,
  { actorId = 'act_1', orgId = 'org_a' }: { actorId?: string; orgId?: string } = {},
): readonly RealTimeMessage[] {
  const received: RealTimeMessage[] = []
  gateway.connect(clientId, actorId, orgId, (message) => received.push(message))
  return received
}

function payloads(received: readonly RealTimeMessage[] | undefined): readonly unknown[] {
  return (received ?? []).map(({ payload }) => payload)
}
