/** Jobs of modules: added with their command, done in their organization, again and again where they recur. */
import { actor, given } from '@plinth/testing'
import { expect, expectTypeOf, test } from 'vitest'
import {
  type CoreError,
  cron,
  defineCommand,
  defineEntity,
  defineEvent,
  defineModule,
  defineQuery,
  type DomainEvent,
  field,
  type Id,
  job,
  type JobTraits,
  on,
} from '../../index.ts'
import { createSystem, memoryDatabase } from '../../runtime.ts'

const hour = 3_600_000
const day = 24 * hour
const clerk = actor('clerk')

const Letter = defineEntity({
  name: 'Letter',
  idPrefix: 'let_',
  fields: {
    status: field.oneOf(['written', 'sent'], { default: 'written' }),
    attempts: field.integer({ default: 0 }),
    reminders: field.integer({ default: 0 }),
  },
})
const letterSent = defineEvent('post.letter.sent', { letterId: field.ref(Letter) })

/** A post office whose postman stumbles as often as he is told to. */
function postOffice(stumbles = 0) {
  let falls = stumbles
  const heard: DomainEvent[] = []
  const send = job('post.send-letter', {
    input: { letterId: field.ref(Letter), speed: field.integer({ default: 1 }) },
    attempts: 2,
    backoff: { type: 'fixed', delay: hour },
    async handle({ payload, attempts }, ctx) {
      const letter = await ctx.repo(Letter).findByIdOrFail(payload.letterId)
      await ctx.repo(Letter).save({ ...letter, status: 'sent', attempts })
      await ctx.publish(letterSent({ letterId: payload.letterId }))
      if (falls-- > 0) throw new Error('the postman has stumbled')
    },
  })
  const post = defineCommand('post.post', {
    input: { letterId: field.ref(Letter), fails: field.boolean({ default: false }) },
    async handle({ payload }, ctx) {
      const added = await ctx.queue.add(send({ letterId: payload.letterId }))
      if (payload.fails) throw new Error('no stamp')
      return added
    },
  })
  const ask = defineQuery('post.ask', {
    input: { letterId: field.ref(Letter) },
    handle: ({ params }, ctx) => ctx.queue.add(send({ letterId: params.letterId })),
  })
  const remind = cron('post.remind', '0 9 * * *', { timezone: 'Europe/Berlin' }, async (_, ctx) => {
    for (const letter of await ctx.repo(Letter).findAll()) {
      await ctx.repo(Letter).save({ ...letter, reminders: letter.reminders + 1 })
    }
  })
  const module = defineModule({
    id: 'post',
    version: '1.0.0',
    entities: [Letter],
    events: [letterSent],
    commands: [post],
    queries: [ask],
    subscriptions: [on(letterSent, { name: 'post.hear' }, (event) => void heard.push(event))],
    jobs: [send, remind],
  })
  const system = { modules: [module], permissions: { permits: () => true } }
  return { system, post, ask, heard }
}

const aLetter = (world: Awaited<ReturnType<typeof given>>) => world.create(Letter, {})

test('a job that a command adds is done once the command has committed', async () => {
  const { system, post, heard } = postOffice()
  const world = await given(system, aLetter)
  const { id: letterId } = await world.the(Letter)

  const added = await world.as(clerk).dispatch(post({ letterId }))
  await world.settled()

  expect(added).toMatchObject({ name: 'post.send-letter', status: 'waiting', attempts: 0 })
  expect(await world.the(Letter)).toMatchObject({ status: 'sent', attempts: 1 })
  expect(world.events()).toEqual(['post.letter.updated', 'post.letter.sent'])
  expect(heard).toMatchObject([{ actorId: null, orgId: 'org_test' }])
})

test('a job of a command that fails is never added', async () => {
  const { system, post } = postOffice()
  const world = await given(system, aLetter)
  const { id: letterId } = await world.the(Letter)

  await expect(world.as(clerk).dispatch(post({ letterId, fails: true }))).rejects.toThrow('stamp')
  await world.settled()

  expect(await world.the(Letter)).toMatchObject({ status: 'written' })
})

test('an attempt that fails leaves nothing, and the next one comes after its pause', async () => {
  const { system, post } = postOffice(1)
  const world = await given(system, aLetter)
  const { id: letterId } = await world.the(Letter)

  await world.as(clerk).dispatch(post({ letterId }))
  await expect(world.settled()).rejects.toThrow('the postman has stumbled')
  expect(await world.the(Letter)).toMatchObject({ status: 'written' })
  world.clock.advance(hour)
  await world.settled()

  expect(await world.the(Letter)).toMatchObject({ status: 'sent', attempts: 2 })
  expect(world.events()).toEqual(['post.letter.updated', 'post.letter.sent'])
})

test('a job whose attempts are used up is a dead letter of its organization', async () => {
  const { system, post } = postOffice(2)
  const world = await given(system, aLetter)
  const { id: letterId } = await world.the(Letter)

  const { id } = await world.as(clerk).dispatch(post({ letterId }))
  await expect(world.settled()).rejects.toThrow('the postman has stumbled')
  world.clock.advance(hour)
  await world.settled()

  expect(await world.queue.getDLQ('post.send-letter')).toMatchObject([{ id, status: 'failed' }])
  await world.queue.replayDLQ('post.send-letter')
  await world.settled()
  expect(await world.the(Letter)).toMatchObject({ status: 'sent' })
})

test('a job that recurs is done when it is due, by the wall clock of its zone', async () => {
  const { system } = postOffice()
  const world = await given(system, aLetter)

  world.clock.advance(day)
  await world.settled()
  expect(await world.the(Letter)).toMatchObject({ reminders: 1 })

  world.clock.advance(day)
  await world.settled()
  expect(await world.the(Letter)).toMatchObject({ reminders: 2 })
})

test('a query adds no job', async () => {
  const { system, ask } = postOffice()
  const world = await given(system, aLetter)
  const { id: letterId } = await world.the(Letter)

  const asked = world.as(clerk).query(ask({ letterId }))

  await expect(asked).rejects.toMatchObject({ code: 'unit.read-only' })
})

test('a job that nobody declares, or with a payload or an option that is none, is refused', async () => {
  const { system } = postOffice()
  const { queue } = await given(system)

  await expect(queue.add('post.send-leter', {})).rejects.toThrow(
    'no module declares the job "post.send-leter". Did you mean "post.send-letter"?',
  )
  const wrong = queue.add('post.send-letter', { letterId: 'let_1', sped: 2 }, { attempts: 0 })
  await expect(wrong).rejects.toMatchObject({ code: 'validation.failed' })
  const failures = await wrong.catch((error: unknown) => pathsOf(error))
  expect(failures).toEqual(expect.arrayContaining(['sped', 'attempts']))
})

test('every mistake of a job is told before anything runs', () => {
  const handle = () => null
  const twice = job('post.twice', { input: {}, handle })
  const jobs: readonly JobTraits[] = [
    twice,
    twice,
    job('sales.other', { input: {}, handle }),
    job('post.Odd_Name', { input: {}, attempts: 0, concurrency: 0, handle }),
    cron('post.often', '0 25 * * *', { timezone: 'Moon' }, handle),
    cron('post.never', '0 0 31 2 *', handle),
    cron('post.nowhere', '0 8 * * *', { timezone: 'Europe/Berln' }, handle),
  ]

  expect(mistakesOf(jobs)).toEqual([
    'job "post.twice" is declared by module "post" already',
    'job "sales.other" must begin with "post."',
    'job "post.Odd_Name" must be like "post.send-invoice"',
    'job "post.Odd_Name": concurrency is 0; it must be 1 to 1000',
    'job "post.Odd_Name": attempts is 0; it must be 1 to 100',
    'job "post.often": "0 25 * * *" is no cron expression: too late',
    'job "post.often": "Moon" is no time zone; a zone is like Europe/Berlin or UTC',
    'job "post.often": it recurs for each organization, and the system does not say which there are',
    'job "post.never": "0 0 31 2 *" is never due',
    'job "post.never": it recurs for each organization, and the system does not say which there are',
    'job "post.nowhere": "Europe/Berln" is no time zone; a zone is like Europe/Berlin or UTC',
    'job "post.nowhere": it recurs for each organization, and the system does not say which there are',
  ])
})

test('the types of a job follow from its fields, and nobody writes them down', () => {
  const send = job('post.send', {
    input: { letterId: field.ref(Letter), copies: field.integer({ optional: true }) },
    handle({ payload }) {
      expectTypeOf(payload.letterId).toEqualTypeOf<Id<'Letter'>>()
    },
  })

  expectTypeOf(send).toBeCallableWith({ letterId: 'let_1' })
  // @ts-expect-error a letter has no colour
  expect(send({ letterId: 'let_1', colour: 'red' }).name).toBe('post.send')
})

function mistakesOf(jobs: readonly JobTraits[]): readonly string[] {
  try {
    createSystem({
      modules: [defineModule({ id: 'post', version: '1.0.0', jobs })],
      database: memoryDatabase(),
      permissions: { permits: () => true },
      cron: {
        problemOf: (text) => (text.includes('25') ? 'too late' : null),
        next: (text, after) => (text.includes('31 2') ? null : after + 1_000),
      },
    })
    return []
  } catch (error) {
    const { mistakes } = (error as CoreError).facts
    return (mistakes as readonly { readonly message: string }[]).map(({ message }) => message)
  }
}

function pathsOf(error: unknown): readonly string[] {
  return (error as { readonly failures: readonly { readonly path: string }[] }).failures.map(
    ({ path }) => path,
  )
}
