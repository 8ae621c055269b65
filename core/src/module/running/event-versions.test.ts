/** An event that has changed since it was told is heard, and read, as it is declared now. */
import { afterEach, expect, test } from 'vitest'
import {
  type Caller,
  defineCommand,
  defineEntity,
  defineEvent,
  defineModule,
  field,
  type ModuleDeclaration,
  on,
} from '../../index.ts'
import { createSystem, type Database, memoryDatabase, type System } from '../../runtime.ts'

const Parcel = defineEntity({
  name: 'Parcel',
  idPrefix: 'par_',
  fields: { weight: field.integer() },
})

const sentIn2025 = defineEvent('post.parcel.sent', {
  parcelId: field.ref(Parcel),
  kilograms: field.integer(),
})

const sentToday = defineEvent(
  'post.parcel.sent',
  {
    parcelId: field.ref(Parcel),
    grams: field.integer(),
    express: field.boolean({ default: false }),
  },
  {
    version: 2,
    upcast: { 1: ({ kilograms, ...rest }) => ({ ...rest, grams: Number(kilograms) * 1_000 }) },
  },
)

const send = defineCommand('post.send', {
  input: {},
  async handle(_, ctx) {
    const parcel = await ctx.repo(Parcel).save({ weight: 3 })
    await ctx.publish(sentIn2025({ parcelId: parcel.id, kilograms: 3 }))
    return parcel.id
  },
})

const running: System[] = []
afterEach(() => Promise.all(running.splice(0).map((system) => system.stop())))

test('what the system of yesterday told is read and handled in the version of today', async () => {
  const database = memoryDatabase()
  const yesterday = await start(
    { ...database, outbox: undelivered(database) },
    { events: [sentIn2025] },
  )
  const id = await yesterday.as(clerk).dispatch(send({}))
  await yesterday.stop()

  const heard: unknown[] = []
  const hear = on(sentToday, { name: 'post.hear' }, ({ payload, schemaVersion }) => {
    heard.push({ payload, schemaVersion })
  })
  const told: unknown[] = []
  const boot: ModuleDeclaration['boot'] = async ({ store }) => {
    for await (const event of store('org_north').readByType(sentToday.type)) {
      told.push(event.payload)
    }
  }
  const today = await start(database, { events: [sentToday], subscriptions: [hear], boot })
  await today.settled()

  const payload = { parcelId: id, grams: 3_000, express: false }
  expect(heard).toEqual([{ payload, schemaVersion: 2 }])
  expect(told).toEqual([payload])
  const history = today.as(clerk).query({ type: 'post.parcel.history', params: { id } })
  await expect(history).resolves.toMatchObject({
    data: [
      { type: 'post.parcel.created' },
      { type: 'post.parcel.sent', payload, schemaVersion: 2 },
    ],
  })
})

test('a version without its step is a mistake of the module', () => {
  const sentTomorrow = { ...sentToday, version: 3 }

  expect(() => makeSystem(memoryDatabase(), { events: [sentTomorrow] })).toThrow(
    'event "post.parcel.sent": version 3 has no upcast from 2 to 3',
  )
})

function makeSystem(database: Database, parts: Partial<ModuleDeclaration>): System {
  const own = { entities: [Parcel], commands: [send], ...parts }
  const post = defineModule({ id: 'post', version: '1.0.0', ...own })
  return createSystem({ modules: [post], database, permissions: { permits: () => true } })
}

async function start(...parts: Parameters<typeof makeSystem>): Promise<System> {
  const system = makeSystem(...parts)
  running.push(system)
  await system.start()
  return system
}

/** The outbox of a process that ended before it delivered anything. */
function undelivered({ outbox }: Database): Database['outbox'] {
  return { ...outbox, acquire: async () => false }
}

const clerk: Caller = {
  actor: { id: 'act_1', roles: ['clerk'], orgId: 'org_north', type: 'human' },
  org: { id: 'org_north', slug: 'north', settings: {} },
}
