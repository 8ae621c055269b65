/** Machines at work in a system: the order of what is done, what time does, and what one can ask. */
import { setImmediate } from 'node:timers/promises'
import { FakeClock, seededRandom } from '@plinth/testing'
import { onTestFinished, expect, test } from 'vitest'
import {
  assign,
  BusinessError,
  days,
  defineCommand,
  defineEntity,
  defineEvent,
  defineMachine,
  defineModule,
  dispatch,
  emit,
  type EntityOf,
  field,
  IDGenerator,
  log,
  type Logger,
  now,
  type SystemContext,
} from '../../index.ts'
import { createSystem, type Database, memoryDatabase } from '../../runtime.ts'

const Parcel = defineEntity({
  name: 'Parcel',
  idPrefix: 'par_',
  fields: {
    status: field.oneOf(['packed', 'sent', 'lost', 'there'], { default: 'packed' }),
    weight: field.integer({ default: 1 }),
    attempts: field.integer({ default: 0 }),
    sentAt: field.date({ optional: true }),
    isInsured: field.boolean({ default: false }),
  },
})
interface Parcel extends EntityOf<typeof Parcel> {}

const told = (step: string) => defineEvent(`post.parcel.${step}`, { parcelId: field.ref(Parcel) })
const [left, moved, entered] = [told('left'), told('moved'), told('entered')]

const again = ({ entity }: { readonly entity: Readonly<Record<string, unknown>> }) =>
  Number(entity['attempts']) + 1

const parcelMachine = defineMachine({
  id: 'parcel',
  entity: Parcel,
  initial: 'packed',
  states: {
    packed: {
      exit: [emit(left)],
      on: {
        send: {
          target: 'sent',
          guard: { field: 'entity.weight', op: 'lte', value: 30 },
          actions: [emit(moved), assign('sentAt', now), dispatch('post.weigh'), log('on its way')],
        },
        repack: { target: 'packed', actions: [assign('attempts', again)] },
      },
      after: [{ delay: days(1), target: 'packed', actions: [assign('attempts', again)] }],
    },
    sent: {
      entry: [emit(entered)],
      on: { arrive: 'there', retry: 'sent' },
      after: [
        {
          delay: days(7),
          target: 'packed',
          guard: { field: 'entity.isInsured', op: 'eq', value: true },
        },
        { delay: days(30), target: 'lost' },
      ],
    },
    lost: { terminal: true },
    there: { terminal: true },
  },
})

const weigh = defineCommand('post.weigh', {
  input: { id: field.string() },
  async handle({ payload }, ctx) {
    const { weight } = await ctx.repo(Parcel).findByIdOrFail(payload.id)
    if (weight === 13) throw new BusinessError('post.unlucky', 'nobody weighs 13')
  },
})

const post = defineModule({
  id: 'post',
  version: '1.0.0',
  entities: [Parcel],
  machines: [parcelMachine],
  events: [left, moved, entered],
  commands: [weigh],
})

interface Office {
  readonly clock: FakeClock
  readonly ctx: SystemContext
  readonly lines: string[]
  readonly settled: () => Promise<void>
  readonly stop: () => Promise<void>
  /** A parcel, as it is stored now. */
  readonly stored: (parcel: Parcel) => Promise<Parcel>
  readonly events: (parcel: Parcel) => Promise<readonly string[]>
}

async function office(
  database: Database = memoryDatabase(),
  clock: FakeClock = new FakeClock(),
): Promise<Office> {
  const random = seededRandom()
  const lines: string[] = []
  const note = (line: string) => void lines.push(line)
  const logger: Logger = { debug: note, info: note, warn: note, error: note, child: () => logger }
  const system = createSystem({
    modules: [post],
    database,
    permissions: { permits: () => true },
    platform: { clock, random, ids: new IDGenerator(clock, random) },
    logger,
  })
  await system.start()
  onTestFinished(() => system.stop())
  const ctx = system.as({
    actor: { id: 'usr_1', roles: [], orgId: 'org_1', type: 'human' },
    org: { id: 'org_1', slug: 'one', settings: {} },
  })
  return {
    clock,
    ctx,
    lines,
    settled: () => letPass(clock, system.settled()),
    stop: () => system.stop(),
    stored: ({ id }) => ctx.repo(Parcel).findByIdOrFail(id),
    events: async ({ id }) => {
      const history = await database.history('org_1', id, { after: 0, limit: 500 })
      return history.map(({ type }) => type.slice('post.parcel.'.length))
    },
  }
}

// A unit that runs again after a conflict pauses first, and nobody moves the clock for it.
async function letPass(clock: FakeClock, work: Promise<void>): Promise<void> {
  const done = work.then(() => true)
  while (!(await Promise.race([done, setImmediate(false)]))) clock.advanceToNext(250)
}

const create = (ctx: SystemContext, values: object = {}): Promise<Parcel> =>
  ctx.dispatch<Parcel>({ type: 'post.parcel.create', payload: values })

test('actions run in the order exit, transition, entry, and in the unit of the transition', async () => {
  const { ctx, events, lines, clock } = await office()
  const parcel = await create(ctx)

  const result = await ctx.fsm.transition(parcelMachine, parcel, 'send')

  expect(result.eventsEmitted.map(({ type }) => type)).toEqual([
    'post.parcel.left',
    'post.parcel.moved',
    'post.parcel.entered',
  ])
  expect(result).toMatchObject({ previousState: 'packed', nextState: 'sent' })
  expect(result.actionsExecuted.map(({ type }) => type)).toEqual([
    'emit',
    'emit',
    'assign',
    'dispatch',
    'log',
    'emit',
  ])
  expect(await events(parcel)).toEqual(['created', 'updated', 'left', 'moved', 'entered'])
  expect(lines).toContain('on its way')
  expect(await ctx.repo(Parcel).findById(parcel.id)).toMatchObject({ sentAt: clock.now() })
})

test('what a transition dispatches and cannot be done undoes the transition', async () => {
  const { ctx, stored } = await office()
  const heavy = await create(ctx, { weight: 13 })

  const refused = ctx.fire(parcelMachine, heavy, 'send')

  await expect(refused).rejects.toThrow('nobody weighs 13')
  expect(await stored(heavy)).toEqual(heavy)
})

test('a transition to the state itself leaves it and enters it, and its timers begin anew', async () => {
  const { ctx, clock, settled, stored } = await office()
  const parcel = await create(ctx)
  const sent = await ctx.fire(parcelMachine, parcel, 'send')
  clock.advance(days(29))
  await settled()
  const retried = await ctx.fire(parcelMachine, await stored(sent), 'retry')

  clock.advance(days(29))
  await settled()
  const before = await stored(retried)
  clock.advance(days(1))
  await settled()

  expect([before.status, (await stored(retried)).status]).toEqual(['sent', 'lost'])
})

test('a record that is created has the timers of its first state', async () => {
  const { ctx, clock, settled, stored } = await office()
  const parcel = await create(ctx)

  clock.advance(days(1))
  await settled()

  expect(await stored(parcel)).toMatchObject({ status: 'packed', attempts: 1 })
})

test('of several timers the first whose guard holds acts, and the others are called off', async () => {
  const { ctx, clock, settled, stored } = await office()
  const insured = await create(ctx, { isInsured: true })
  const plain = await create(ctx)
  for (const parcel of [insured, plain]) await ctx.fire(parcelMachine, parcel, 'send')

  clock.advance(days(7))
  await settled()
  const inAWeek = [(await stored(insured)).status, (await stored(plain)).status]
  clock.advance(days(23))
  await settled()

  expect(inAWeek).toEqual(['packed', 'sent'])
  expect(await stored(plain)).toMatchObject({ status: 'lost' })
  expect(await stored(insured)).toMatchObject({ status: 'packed' })
})

test('what is deleted is left alone by time', async () => {
  const { ctx, clock, settled, events } = await office()
  const parcel = await create(ctx)
  await ctx.dispatch({ type: 'post.parcel.delete', payload: { id: parcel.id } })

  clock.advance(days(365))
  await settled()

  expect(await events(parcel)).toEqual(['created', 'deleted'])
})

test('what was due while no process ran happens once, at the next start', async () => {
  const database = memoryDatabase()
  const clock = new FakeClock()
  const first = await office(database, clock)
  const parcel = await first.ctx.fire(parcelMachine, await create(first.ctx), 'send')
  await first.stop()

  clock.advance(days(400))
  const second = await office(database, clock)
  await second.settled()
  await second.stop()
  const third = await office(database, clock)
  await third.settled()

  expect(await third.events(parcel)).toEqual([
    'created',
    'updated',
    'left',
    'moved',
    'entered',
    'updated',
  ])
  expect(await third.stored(parcel)).toMatchObject({ status: 'lost', version: 3 })
})

test('what is due fires as soon as this process delivers, without a rest in between', async () => {
  const database = memoryDatabase()
  const { ctx, clock, stop } = await office(database)
  const parcel = await create(ctx)
  await stop()
  clock.advance(days(1))

  const { take, ...late } = takenLater(database)
  const { stored } = await office(late, clock)
  await setImmediate()
  const before = await stored(parcel)
  take()
  await setImmediate()

  expect([before.attempts, (await stored(parcel)).attempts]).toEqual([0, 1])
})

test('two systems on one database take each timer once', async () => {
  const database = memoryDatabase()
  const clock = new FakeClock()
  const [one, other] = [await office(database, clock), await office(database, clock)]
  const parcels = []
  for (let n = 0; n < 20; n += 1) {
    parcels.push(await one.ctx.fire(parcelMachine, await create(one.ctx), 'send'))
  }

  clock.advance(days(30))
  await Promise.all([one.settled(), other.settled()])

  const stored = await Promise.all(parcels.map((parcel) => one.stored(parcel)))
  expect(new Set(stored.map(({ status, version }) => `${status} ${version}`))).toEqual(
    new Set(['lost 3']),
  )
})

test('one can ask what is possible now, and is told by the facts of the record', async () => {
  const { ctx } = await office()
  const light = await create(ctx)
  const heavy = await create(ctx, { weight: 31 })

  expect(await ctx.fsm.can(parcelMachine, light, 'send')).toBe(true)
  expect(await ctx.fsm.can('parcel', heavy.id, 'send')).toBe(false)
  expect(await ctx.fsm.validEvents(parcelMachine, light)).toEqual(['send', 'repack'])
  expect(await ctx.fsm.validEvents(parcelMachine, heavy)).toEqual(['repack'])
  expect(ctx.fsm.reachableStates(parcelMachine, 'sent')).toEqual([
    'there',
    'sent',
    'packed',
    'lost',
  ])
})

test('a machine that nobody declares is told with the one that was meant', async () => {
  const { ctx } = await office()

  expect(() => ctx.fsm.resolve('parcl')).toThrow(
    'there is no machine "parcl". Did you mean "parcel"?',
  )
})

/** A database on a server, where a process sees the timers once it has taken over the outbox. */
function takenLater(database: Database): Database & { readonly take: () => void } {
  const { outbox, timers } = database
  let isTaken = false
  let take = () => {}
  const taken = new Promise<void>((resolve) => {
    take = resolve
  }).then(() => {
    isTaken = true
    return true
  })
  return {
    ...database,
    take: () => take(),
    outbox: { ...outbox, acquire: () => taken },
    timers: { next: async (...ask) => (isTaken ? timers.next(...ask) : []) },
  }
}
