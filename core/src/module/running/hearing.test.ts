/** What happened is heard after the commit: by durable subscriptions, by this process, by clients. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  type Caller,
  type DomainEvent,
  defineCommand,
  defineEntity,
  defineEvent,
  defineModule,
  type EntityOf,
  field,
  forward,
  type LogFacts,
  type ModuleDeclaration,
  on,
  type RealTimeMessage,
  type Subscription,
  type SystemContext,
} from '../../index.ts'
import { createSystem, memoryDatabase, silentLogger, type System } from '../../runtime.ts'

const Parcel = defineEntity({
  name: 'Parcel',
  idPrefix: 'par_',
  fields: { weight: field.integer(), secret: field.string({ optional: true, sensitive: true }) },
})
interface Parcel extends EntityOf<typeof Parcel> {}

const parcelSent = defineEvent('post.parcel.sent', {
  parcelId: field.ref(Parcel),
  weight: field.integer(),
})

const send = defineCommand('post.send', {
  input: { weight: field.integer(), fail: field.boolean({ default: false }) },
  async handle({ payload: { weight, fail } }, ctx): Promise<Parcel> {
    const parcel = await ctx.repo(Parcel).save({ weight, secret: 'ring' })
    await ctx.realtime.publish('org:org_north:desk', `${weight} kg`)
    await ctx.publish(parcelSent({ parcelId: parcel.id, weight }))
    if (fail) throw new Error('the van has left')
    return parcel
  },
})

const sendAll = defineCommand('post.sendAll', {
  input: { parcels: field.list({ weight: field.json() }) },
  async handle({ payload }, ctx) {
    const parcel = await ctx.repo(Parcel).save({ weight: 1 })
    const events = payload.parcels.map(({ weight }) => ({
      type: parcelSent.type,
      payload: { parcelId: parcel.id, weight },
    }))
    await ctx.publishBatch(events).catch(() => {})
    return parcel
  },
})

let system: System
let heard: string[]
let warnings: (LogFacts | undefined)[]
beforeEach(() => {
  heard = []
  warnings = []
})
afterEach(() => system.stop())

test('an unnamed subscription is called once, after the commit', async () => {
  await start({
    subscriptions: [
      on(parcelSent, async (event, ctx) => {
        const stored = await ctx.repo(Parcel).findByIdOrFail(event.payload.parcelId)
        heard.push(`${ctx.actor.type} heard of ${stored.weight} kg`)
      }),
    ],
  })

  await clerk().dispatch(send({ weight: 3 }))
  await system.settled()

  expect(heard).toEqual(['system heard of 3 kg'])
})

test('what an unnamed subscription fails with is logged, and holds nothing up', async () => {
  const error = new Error('nobody home')
  await start({
    subscriptions: [
      on('post.parcel.*', () => {
        throw error
      }),
      note(
        'durable',
        on('post.parcel.sent', { name: 'post.note' }, () => null),
      ),
    ],
  })

  await clerk().dispatch(send({ weight: 3 }))
  await system.settled()

  expect(heard).toEqual(['durable'])
  expect(warnings).toMatchObject([
    { type: 'post.parcel.created', error: { code: 'event.unhandled', cause: { errors: [error] } } },
    { type: 'post.parcel.sent' },
  ])
})

test('a system stops when what this process is still doing about an event is done', async () => {
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  await start({
    subscriptions: [
      on(parcelSent, async () => {
        await opened
        heard.push('done')
      }),
    ],
  })
  await clerk().dispatch(send({ weight: 3 }))

  const stopping = system.stop()
  open()
  await stopping

  expect(heard).toEqual(['done'])
})

test('of a command that fails nobody hears anything', async () => {
  await start({
    subscriptions: [
      note(
        'unnamed',
        on('*', () => null),
      ),
    ],
    forwards: [forward('*', ({ orgId }) => `org:${orgId}:desk`)],
  })
  const received = follow('org:org_north:desk')

  const failing = clerk().dispatch(send({ weight: 3, fail: true }))
  await expect(failing).rejects.toThrow('the van has left')
  await system.settled()

  expect(heard).toEqual([])
  expect(received).toEqual([])
})

test('durable subscriptions are called by priority, and a filter counts what it keeps back as handled', async () => {
  const heavy = ({ payload }: DomainEvent<{ weight: number }>) => payload.weight > 10
  await start({
    subscriptions: [
      note(
        'plain',
        on(parcelSent, { name: 'post.plain' }, () => null),
      ),
      note(
        'heavy',
        on(parcelSent, { name: 'post.heavy', filter: heavy }, () => null),
      ),
      note(
        'first',
        on(parcelSent, { name: 'post.first', priority: 5 }, () => null),
      ),
    ],
  })

  await clerk().dispatch(send({ weight: 3 }))
  await system.settled()
  await clerk().dispatch(send({ weight: 30 }))
  await system.settled()

  expect(heard).toEqual(['first', 'plain', 'first', 'plain', 'heavy'])
})

test('clients hear of an event without what is sensitive in it', async () => {
  await start({ forwards: [forward('post.parcel.created', ({ orgId }) => `org:${orgId}:parcels`)] })
  const received = follow('org:org_north:parcels')

  const parcel = await clerk().dispatch(send({ weight: 3 }))
  await system.settled()

  expect(received).toMatchObject([
    { channel: 'org:org_north:parcels', payload: { type: 'post.parcel.created' } },
  ])
  expect(received[0]?.payload).toHaveProperty('aggregateId', parcel.id)
  expect(received[0]?.payload).toHaveProperty('payload', { weight: 3, meta: {} })
})

test('a message of a command leaves when the command has committed', async () => {
  await start({})
  const received = follow('org:org_north:desk')

  await clerk().dispatch(send({ weight: 3 }))

  expect(received).toEqual([{ channel: 'org:org_north:desk', payload: '3 kg' }])
})

test('a handler sends to the clients of its own organization alone', async () => {
  await start({})
  const { realtime } = clerk()

  for (const foreign of ['org:org_south:desk', 'system:news']) {
    await expect(realtime.publish(foreign, 1)).rejects.toMatchObject({ code: 'auth.forbidden' })
  }
  expect(() => realtime.broadcast('org_south', 1)).toThrow(/organization org_south is not open/)
  expect(() => realtime.getPresence('org:org_south:desk')).toThrow(/is not open/)
  expect(realtime.getPresence('org:org_north:desk')).toEqual([])
})

test('who has only looked so far sends at once', async () => {
  await start({})
  const ctx = clerk()
  const received: RealTimeMessage[] = []
  system.realtime.connect('c_1', 'act_1', 'org_north', (message) => received.push(message))
  await ctx.repo(Parcel).findAll()

  ctx.realtime.broadcast('org_north', 'closing time')

  expect(received).toEqual([{ channel: null, payload: 'closing time' }])
})

test('a batch of events is told whole, or not at all', async () => {
  await start({
    subscriptions: [
      note(
        'sent',
        on(parcelSent, () => null),
      ),
    ],
  })

  await clerk().dispatch(sendAll({ parcels: [{ weight: 1 }, { weight: 2 }] }))
  await clerk().dispatch(sendAll({ parcels: [{ weight: 3 }, { weight: 'much' }] }))
  await system.settled()

  expect(heard).toEqual(['sent', 'sent'])
})

test('a pattern that is none, or that nobody tells, is a mistake of the module', () => {
  const declare = () =>
    newSystem({
      subscriptions: [on('post..sent', () => null), on('post.parcel.snt', () => null)],
      forwards: [forward('mail.*', () => 'org:a:b')],
    })

  expect(declare).toThrow(/a subscription: "post..sent" is no pattern of event types/)
  expect(declare).toThrow(/a subscription hears "post.parcel.snt", which nobody tells/)
  expect(declare).toThrow(/a forward hears "mail.\*", which nobody tells/)
})

function newSystem(more: Partial<ModuleDeclaration>): System {
  const post = defineModule({
    id: 'post',
    version: '1.0.0',
    entities: [Parcel],
    events: [parcelSent],
    commands: [send, sendAll],
    ...more,
  })
  return createSystem({
    modules: [post],
    database: memoryDatabase(),
    permissions: { permits: () => true },
    logger: { ...silentLogger, warn: (_, facts) => void warnings.push(facts) },
  })
}

async function start(more: Partial<ModuleDeclaration>): Promise<void> {
  system = newSystem(more)
  await system.start()
}

/** The same subscription, which notes that it was called. */
function note(name: string, to: Subscription<SystemContext>): Subscription<SystemContext> {
  return { ...to, handle: () => heard.push(name) }
}

function clerk(): SystemContext {
  const caller: Caller = {
    actor: { id: 'act_1', roles: ['clerk'], orgId: 'org_north', type: 'human' },
    org: { id: 'org_north', slug: 'north', settings: {} },
  }
  return system.as(caller)
}

function follow(channel: string): readonly RealTimeMessage[] {
  const received: RealTimeMessage[] = []
  system.realtime.connect('c_1', 'act_1', 'org_north', (message) => received.push(message))
  system.realtime.subscribe('c_1', channel)
  return received
}
