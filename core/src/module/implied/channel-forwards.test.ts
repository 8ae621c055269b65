/** What happens to the records of an entity with a channel is heard there, by their organization alone. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  type Caller,
  defineCommand,
  defineEntity,
  defineEvent,
  defineModule,
  field,
  type ModuleDefinition,
  type RealTimeMessage,
  type Row,
} from '../../index.ts'
import { createSystem, memoryDatabase, type System } from '../../runtime.ts'

const Ship = defineEntity({
  name: 'Ship',
  idPrefix: 'shi_',
  fields: { name: field.string(), cargo: field.string({ optional: true, sensitive: true }) },
  rtChannel: 'ships',
})
const sunk = defineEvent('port.ship.sunk', { shipId: field.ref(Ship) })
const sink = defineCommand('port.ship.sink', {
  input: { shipId: field.ref(Ship) },
  handle: ({ payload }, ctx) => ctx.publish(sunk(payload)),
})
const raise = defineCommand('port.ship.raise', {
  input: { id: field.ref(Ship) },
  handle: ({ payload }, ctx) => ctx.repo(Ship).restore(payload.id),
})
const port = defineModule({
  id: 'port',
  version: '1.0.0',
  entities: [Ship],
  events: [sunk],
  commands: [sink, raise],
})
const actor = { id: 'usr_1', roles: [], orgId: 'org_north', type: 'human' } as const
const caller: Caller = { actor, org: { id: 'org_north', slug: 'north', settings: {} } }

let system: System
beforeEach(async () => {
  system = systemOf(port)
  await system.start()
})
afterEach(() => system.stop())

test('each mutation of a record goes to the channel, without what is sensitive', async () => {
  const received = follow('org_north', 'org:org_north:ships')

  const { id } = await send('create', { name: 'Ada', cargo: 'gold' })
  await send('update', { id, changes: { name: 'Ada L.', cargo: 'silver' } })
  await send('delete', { id })
  await send('raise', { id })
  await send('erase', { id })
  await system.settled()

  expect(received.map(({ payload }) => payload)).toMatchObject([
    { type: 'port.ship.created', aggregateId: id, payload: { name: 'Ada' } },
    { type: 'port.ship.updated', aggregateId: id, payload: { name: 'Ada L.' } },
    { type: 'port.ship.deleted', aggregateId: id },
    { type: 'port.ship.restored', aggregateId: id },
    { type: 'port.ship.erased', aggregateId: id },
  ])
  expect(JSON.stringify(received)).not.toMatch(/cargo|gold|silver/)
})

test('the clients of another organization hear nothing', async () => {
  const received = follow('org_south', 'org:org_south:ships')

  await send('create', { name: 'Ada' })
  await system.settled()

  expect(received).toEqual([])
})

test('what a module tells of the record under a name of its own is forwarded where it says so', async () => {
  const received = follow('org_north', 'org:org_north:ships')
  const { id } = await send('create', { name: 'Ada' })

  await send('sink', { shipId: id })
  await system.settled()

  expect(received).toHaveLength(1)
})

test.each(['', 'all ships', 'ships:all', 'actor', '*', 'x'.repeat(101), 5])(
  'a channel cannot have the scope %j',
  (rtChannel) => {
    const bad = { ...Ship, rtChannel: rtChannel as string }
    const make = () => systemOf(defineModule({ ...port, entities: [bad] }))

    expect(make).toThrow(/entity Ship: rtChannel must be one word like "orders".*, not /)
  },
)

function systemOf(module: ModuleDefinition): System {
  const permissions = { permits: () => true }
  return createSystem({ modules: [module], database: memoryDatabase(), permissions })
}

function send(verb: string, payload: unknown): Promise<Row> {
  return system.as(caller).dispatch<Row>({ type: `port.ship.${verb}`, payload })
}

function follow(orgId: string, channel: string): readonly RealTimeMessage[] {
  const received: RealTimeMessage[] = []
  system.realtime.connect('c_1', 'act_1', orgId, (message) => received.push(message))
  system.realtime.subscribe('c_1', channel)
  return received
}
