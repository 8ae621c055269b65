/** The bridge takes events to the channels of their organization, and nowhere else. */
import { expect, test } from 'vitest'
import { orderEvent } from '../event/order-event.fixture.ts'
import { type DomainEvent, memoryEventBus } from '../event/index.ts'
import { type LogFacts, silentLogger } from '../primitives/index.ts'
import { realTimeBridge } from './bridge.ts'
import type { RealTimeMessage } from './gateway.ts'
import { memoryGateway } from './memory-gateway.ts'

test('an event goes to the channel that it names', async () => {
  const { bus, bridge, follow } = newBridge()
  const received = follow('org:org_a:orders')
  bridge.forward('sales.*', ({ orgId }) => `org:${orgId}:orders`)

  await bus.publish(event('sales.order.placed'))
  await bus.publish(event('catalog.product.created'))

  const payload = event('sales.order.placed')
  expect(received).toEqual([{ channel: 'org:org_a:orders', payload }])
})

test('a filter keeps events back, and what is ended forwards no more', async () => {
  const { bus, bridge, follow } = newBridge()
  const received = follow('org:org_a:actor:act_1:inbox')
  const toInbox = ({ orgId, actorId }: DomainEvent) => `org:${orgId}:actor:${actorId}:inbox`
  const end = bridge.forward('*.placed', toInbox, ({ source }) => source === 'notification')

  await bus.publish(event('sales.order.placed'))
  await bus.publish({ ...event('sales.order.placed'), source: 'notification' })
  end()
  await bus.publish({ ...event('sales.order.placed'), source: 'notification' })

  expect(received).toHaveLength(1)
})

test.each(['org:org_b:orders', 'system:news', 'orders'])(
  'an event of one organization never goes to "%s", and the log says so',
  async (channel) => {
    const { bus, bridge, gateway, warnings } = newBridge()
    const received: RealTimeMessage[] = []
    gateway.connect('c_2', 'act_2', 'org_b', (message) => received.push(message))
    for (const open of ['org:org_b:orders', 'system:news']) gateway.subscribe('c_2', open)
    bridge.forward('sales.*', () => channel)

    await bus.publish(event('sales.order.placed'))

    expect(received).toEqual([])
    const error = expect.objectContaining({ code: 'realtime.channel-invalid' })
    expect(warnings).toEqual([{ event: 'evt_1', type: 'sales.order.placed', error }])
  },
)

test('a channel that cannot be named harms nobody who publishes', async () => {
  const { bus, bridge, warnings } = newBridge()
  const error = new TypeError('no such field')
  bridge.forward('sales.*', () => {
    throw error
  })

  await expect(bus.publish(event('sales.order.placed'))).resolves.toBeUndefined()

  expect(warnings).toEqual([{ event: 'evt_1', type: 'sales.order.placed', error }])
})

function newBridge() {
  const warnings: (LogFacts | undefined)[] = []
  const warn = (_: string, facts?: LogFacts) => void warnings.push(facts)
  const bus = memoryEventBus({ contextOf: () => null })
  const gateway = memoryGateway()
  const bridge = realTimeBridge({ bus, gateway, logger: { ...silentLogger, warn } })
  const follow = (channel: string): readonly RealTimeMessage[] => {
    const received: RealTimeMessage[] = []
    gateway.connect('c_1', 'act_1', 'org_a', (message) => received.push(message))
    gateway.subscribe('c_1', channel)
    return received
  }
  return { bus, gateway, bridge, follow, warnings }
}

const event = (type: string) => orderEvent({ type, actorId: 'act_1' })
