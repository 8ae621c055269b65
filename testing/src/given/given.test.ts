/** A world begins with what it was given, and tells what follows. */
import {
  ConflictError,
  defineCommand,
  defineConfig,
  defineEntity,
  defineEvent,
  defineMachine,
  defineModule,
  defineRule,
  emit,
  field,
  on,
} from '@plinth/core'
import { expect, test } from 'vitest'
import { actor, type Fact, given } from '../index.ts'

const Bell = defineEntity({
  name: 'Bell',
  idPrefix: 'bel_',
  fields: {
    state: field.oneOf(['still', 'ringing'], { default: 'still' }),
    rung: field.integer({ default: 0 }),
    weight: field.integer({ default: 1 }),
  },
})
const bellRang = defineEvent('tower.bell.rang', { bellId: field.ref(Bell) })
const light = defineRule('tower.light', Bell, { field: 'entity.weight', op: 'lte', value: 10 })
const bellMachine = defineMachine({
  id: 'bell',
  entity: Bell,
  field: 'state',
  initial: 'still',
  states: {
    still: { on: { ring: { target: 'ringing', guard: light, actions: [emit(bellRang)] } } },
    ringing: { on: { stop: 'still' } },
  },
})
const count = on(bellRang, { name: 'tower.count' }, async ({ payload }, ctx) => {
  const bell = await ctx.repo(Bell).findByIdOrFail(payload.bellId)
  await ctx.repo(Bell).save({ ...bell, rung: bell.rung + 1 })
})
const recast = defineCommand('tower.recast', {
  input: { bellId: field.ref(Bell), weight: field.integer() },
  async handle({ payload }, ctx) {
    const bell = await ctx.repo(Bell).findByIdOrFail(payload.bellId)
    return ctx.repo(Bell).save({ ...bell, weight: payload.weight })
  },
})
const towerParts = {
  id: 'tower',
  version: '1.0.0',
  entities: [Bell],
  machines: [bellMachine],
  rules: [light],
  events: [bellRang],
  subscriptions: [count],
} as const
const tower = compositionOf(defineModule({ ...towerParts, commands: [recast] }))
const ringer = actor('ringer')

test('what was given is there, and is no news', async () => {
  const world = await given(tower, aBell(), aBell(5))

  expect(await world.all(Bell)).toMatchObject([{ weight: 1 }, { weight: 5 }])
  expect(await world.the(Bell)).toMatchObject({ weight: 5 })
  expect(world.events()).toEqual([])
})

test('an event is fired on what was given last, and what follows from it is waited for', async () => {
  const world = await given(tower, aBell())

  const outcome = await world.as(ringer).fire('ring')
  await world.settled()

  expect(outcome).toMatchObject({ ok: true, value: { state: 'ringing' } })
  expect(await world.the(Bell)).toMatchObject({ state: 'ringing', rung: 1 })
  expect(world.events()).toEqual(['tower.bell.updated', 'tower.bell.rang', 'tower.bell.updated'])
})

test('a refusal is an outcome', async () => {
  const world = await given(tower, aBell(11))

  const outcome = await world.as(ringer).fire('ring')

  expect(outcome).toBeRefused('tower.light', { actual: 11, expected: 10 })
})

test('what a command would have created and was refused is not named by an id that nobody will find', async () => {
  const cast = defineCommand('tower.cast', {
    input: { weight: field.integer() },
    async handle({ payload }, ctx) {
      const bell = await ctx.repo(Bell).save(payload)
      return ctx.fire(bellMachine, bell, 'ring')
    },
  })
  const foundry = compositionOf(defineModule({ ...towerParts, commands: [cast] }))
  const world = await given(foundry, aBell(11))

  const stored = await world.as(ringer).fire('ring')
  const casting = world.as(ringer).dispatch(cast({ weight: 11 }))

  const { id } = await world.the(Bell)
  expect(stored).toMatchObject({ error: { facts: { id } } })
  await expect(casting).rejects.toMatchObject({
    message: 'the new bell stays "still": weight 11 is not at most 10',
    facts: expect.not.objectContaining({ id: expect.anything() }),
  })
})

test('rivals for one record are served one after the other, and nobody moves the clock', async () => {
  const world = await given(tower, aBell())
  const { id: bellId } = await world.the(Bell)

  const weights = [2, 3, 4]
  await Promise.all(weights.map((weight) => world.as(ringer).dispatch(recast({ bellId, weight }))))

  expect(await world.the(Bell)).toMatchObject({ version: 4 })
})

test('an event is fired on the record that is named, whatever was given last', async () => {
  const world = await given(tower, aBell(), aBell(11))
  const [first, last] = await world.all(Bell)

  const rung = await world.as(ringer).fire(bellMachine, { id: first?.id ?? '' }, 'ring')
  const refused = await world.as(ringer).fire(bellMachine, { id: last?.id ?? '' }, 'ring')

  expect(rung).toMatchObject({ ok: true, value: { id: first?.id, state: 'ringing' } })
  expect(refused).toBeRefused('tower.light', { actual: 11 })
})

test('an event that the machine does not have is a type error, and refused all the same', async () => {
  const world = await given(tower, aBell())
  const bell = await world.the(Bell)

  // @ts-expect-error -- the machine has ring and stop
  const outcome = await world.as(ringer).fire(bellMachine, bell, 'rin')

  expect(outcome).toMatchObject({ ok: false, error: { code: 'state.refused' } })
})

test('a world is configured and layered as the system that it stands for', async () => {
  const seen: string[] = []
  const bells = defineConfig('steeple', { loudness: field.integer({ default: 1 }) })
  const ask = defineCommand('steeple.ask', {
    input: {},
    handle: (_command, ctx) => ctx.config(bells).loudness,
  })
  const steeple = compositionOf(
    defineModule({ id: 'steeple', version: '1.0.0', config: bells, commands: [ask] }),
  )
  const world = await given({
    ...steeple,
    config: { steeple: { loudness: 11 } },
    middleware: [
      ({ type }, _ctx, next) => {
        seen.push(type)
        return next()
      },
    ],
  })

  expect(await world.as(ringer).dispatch(ask({}))).toBe(11)
  expect(seen).toEqual(['steeple.ask'])
})

test('a world tries a unit of work as often as the system that it stands for', async () => {
  let attempts = 0
  const contend = defineCommand('steeple.contend', {
    input: {},
    handle() {
      attempts += 1
      throw new ConflictError('entity.stale', 'others were faster', {}, { transient: true })
    },
  })
  const steeple = compositionOf(
    defineModule({ id: 'steeple', version: '1.0.0', commands: [contend] }),
  )
  const world = await given({ ...steeple, retry: { attempts: 2 } })

  await expect(world.as(ringer).dispatch(contend({}))).rejects.toThrow('others were faster')

  expect(attempts).toBe(2)
})

test('two worlds know nothing of each other, and are alike to the last id', async () => {
  const first = await given(tower, aBell())
  const second = await given(tower, aBell())

  expect(await second.all(Bell)).toEqual(await first.all(Bell))
  await second.as(ringer).fire('ring')
  expect(await first.the(Bell)).toMatchObject({ state: 'still' })
})

test('what was not given is missed by name', async () => {
  const world = await given(tower)

  await expect(world.the(Bell)).rejects.toThrow(
    'no Bell was given to this test; those that it has made are in world.all(Bell)',
  )
  await expect(world.as(ringer).fire('ring')).rejects.toThrow('nothing was given to this test')
})

function aBell(weight = 1): Fact {
  return (world) => world.create(Bell, { weight })
}

function compositionOf(module: ReturnType<typeof defineModule>) {
  return { modules: [module], permissions: { permits: () => true } }
}
