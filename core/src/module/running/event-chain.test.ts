/** Each event tells what led to it, and which request began it all. */
import { afterEach, expect, test } from 'vitest'
import {
  type Caller,
  type DomainEvent,
  defineCommand,
  defineEntity,
  defineEvent,
  defineModule,
  field,
  on,
} from '../../index.ts'
import { chainOf, createSystem, memoryDatabase, type System } from '../../runtime.ts'

const Parcel = defineEntity({
  name: 'Parcel',
  idPrefix: 'par_',
  fields: { weight: field.integer() },
})
const about = { parcelId: field.ref(Parcel) }
const sent = defineEvent('post.parcel.sent', about)
const weighed = defineEvent('post.parcel.weighed', about)
const loaded = defineEvent('post.parcel.loaded', about)
const praised = defineEvent('post.parcel.praised', about)
const noticed = defineEvent('post.parcel.noticed', about)

const weigh = defineCommand('post.weigh', {
  input: about,
  handle: ({ payload }, ctx) => ctx.publish(weighed(payload)),
})

const send = defineCommand('post.send', {
  input: {},
  async handle(_, ctx): Promise<string> {
    const { id } = await ctx.repo(Parcel).save({ weight: 3 })
    await ctx.dispatch(weigh({ parcelId: id }))
    await ctx.publish(sent({ parcelId: id }))
    return id
  },
})

const load = defineCommand('post.load', {
  input: about,
  handle: ({ payload }, ctx) => ctx.publish(loaded(payload)),
})

const post = defineModule({
  id: 'post',
  version: '1.0.0',
  entities: [Parcel],
  events: [sent, weighed, loaded, praised, noticed],
  commands: [send, weigh, load],
  subscriptions: [
    on(sent, { name: 'post.load' }, ({ payload }, ctx) => ctx.dispatch(load(payload))),
    on(loaded, { name: 'post.praise' }, ({ payload }, ctx) => ctx.publish(praised(payload))),
    on(praised, ({ payload }, ctx) => ctx.publish(noticed(payload))),
  ],
})

let system: System
afterEach(() => system.stop())

test('a chain goes from an event through every subscription back to the request', async () => {
  const events = await eventsOf('req_one')

  const chain = chainOf(named(events, 'post.parcel.noticed'), events)

  expect(chain.map(({ type }) => type)).toEqual([
    'post.parcel.sent',
    'post.parcel.loaded',
    'post.parcel.praised',
    'post.parcel.noticed',
  ])
})

test('what a command does by itself, nested commands included, was led to by no event', async () => {
  const events = await eventsOf('req_one')

  const first = events.filter(({ causedBy }) => causedBy === null)

  expect(first.map(({ type, actorId }) => [type, actorId])).toEqual([
    ['post.parcel.created', 'act_1'],
    ['post.parcel.weighed', 'act_1'],
    ['post.parcel.sent', 'act_1'],
  ])
  expect(chainOf(named(events, 'post.parcel.weighed'), events)).toHaveLength(1)
})

test('everything that one request set off has its correlation id, and nothing else has', async () => {
  const events = await eventsOf('req_one')
  await system.as(clerk('req_two')).dispatch(send({}))
  await system.settled()

  const store = system.eventStore('org_north')
  const ofOne = await all(store.replay({ correlationId: 'req_one' }, 0))
  const everything = await all(store.replay({}, 0))

  expect(ofOne).toEqual(events)
  expect(everything).toHaveLength(2 * events.length)
})

/** Starts a system, sends a parcel in one request, and lists what came of it. */
async function eventsOf(requestId: string): Promise<readonly DomainEvent[]> {
  const parts = { database: memoryDatabase(), permissions: { permits: () => true } }
  system = createSystem({ modules: [post], ...parts })
  await system.start()
  await system.as(clerk(requestId)).dispatch(send({}))
  await system.settled()
  return all(system.eventStore('org_north').replay({}, 0))
}

function named(events: readonly DomainEvent[], wanted: string): DomainEvent {
  const event = events.find(({ type }) => type === wanted)
  if (event) return event
  throw new RangeError(`nobody told ${wanted}`)
}

async function all(events: AsyncIterable<DomainEvent>): Promise<readonly DomainEvent[]> {
  const told: DomainEvent[] = []
  for await (const event of events) told.push(event)
  return told
}

function clerk(requestId: string): Caller {
  return {
    actor: { id: 'act_1', roles: ['clerk'], orgId: 'org_north', type: 'human' },
    org: { id: 'org_north', slug: 'north', settings: {} },
    requestId,
  }
}
