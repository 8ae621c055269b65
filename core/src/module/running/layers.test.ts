/** The layers of a running system: their order, what a refusal leaves, and one effect for each key. */
import { FakeClock, seededRandom } from '@plinth/testing'
import { afterEach, expect, test } from 'vitest'
import {
  CoreError,
  defineCommand,
  defineEntity,
  defineModule,
  defineQuery,
  field,
  IDGenerator,
  type LogFacts,
  type Logger,
  type SystemContext,
} from '../../index.ts'
import {
  createSystem,
  memoryDatabase,
  memoryRateLimiter,
  memoryTracer,
  type System,
  type SystemParts,
} from '../../runtime.ts'

const Order = defineEntity({
  name: 'Order',
  idPrefix: 'ord_',
  fields: { text: field.string(), status: field.oneOf(['open', 'paid'], { default: 'open' }) },
})

const place = defineCommand('shop.place', {
  input: { text: field.string({ maxLength: 5 }) },
  handle: ({ payload }, ctx) => ctx.repo(Order).save({ text: payload.text }),
})

const pay = defineCommand('shop.pay', {
  input: { id: field.ref(Order) },
  async handle({ payload }, ctx) {
    const order = await ctx.repo(Order).findByIdOrFail(payload.id)
    if (order.status === 'paid') throw new CoreError('shop.paid-already', 'it is paid')
    return ctx.repo(Order).save({ ...order, status: 'paid' })
  },
})

const placeTwo = defineCommand('shop.placeTwo', {
  input: {},
  async handle(_command, ctx) {
    const send = () => ctx.dispatch({ ...place({ text: 'one' }), idempotencyKey: 'same' })
    const [one, other] = [await send(), await send()]
    return [one, other, ctx.spanId]
  },
})

const ping = defineQuery('shop.ping', { input: {}, handle: (_query, { spanId }) => ({ spanId }) })

const shop = defineModule({
  id: 'shop',
  version: '1.0.0',
  entities: [Order],
  commands: [place, pay, placeTwo],
  queries: [ping],
})

const running = new Set<System>()
afterEach(async () => {
  for (const system of running) await system.stop()
  running.clear()
})

test('a module adds a layer at boot, around every message', async () => {
  const seen: string[] = []
  const watch = defineModule({
    id: 'watch',
    version: '1.0.0',
    boot: ({ mediator }) =>
      mediator.use((request, _ctx, next) => {
        seen.push(request.type)
        return next()
      }),
  })
  const system = createSystem({
    modules: [shop, watch],
    database: memoryDatabase(),
    permissions: { permits: () => true },
  })
  running.add(system)
  await system.start()
  const actor = { id: 'act_1', roles: [], orgId: 'org_1', type: 'human' } as const
  const org = { id: 'org_1', slug: 'one', settings: {} }

  await system.as({ actor, org }).dispatch(place({ text: 'a' }))

  expect(seen).toEqual(['shop.place'])
})

test('a command sent again under its key has one effect, and is answered as the first time', async () => {
  const ctx = await newContext({})

  const first = await ctx.dispatch({ ...place({ text: 'tea' }), idempotencyKey: 'k' })
  const second = await ctx.dispatch({ ...place({ text: 'tea' }), idempotencyKey: 'k' })

  expect(second).toEqual(first)
  expect(await ctx.repo(Order).count()).toBe(1)
})

test('of ten thousand rivals with one key one commits, and all get its answer', async () => {
  const ctx = await newContext({})

  const rivals = Array.from({ length: 10_000 }, () =>
    ctx.dispatch({ type: 'shop.place', payload: { text: 'tea' }, idempotencyKey: 'k' }),
  )
  const answers = new Set((await Promise.all(rivals)).map((answer) => JSON.stringify(answer)))

  expect(answers.size).toBe(1)
  expect(await ctx.repo(Order).count()).toBe(1)
})

test('a rival whose own work fails because the first one was faster gets the first one’s answer', async () => {
  const ctx = await newContext({})
  const { id } = await ctx.dispatch(place({ text: 'tea' }))

  const rivals = Array.from({ length: 20 }, () =>
    ctx.dispatch({ ...pay({ id }), idempotencyKey: 'pay' }),
  )
  const paid = await Promise.all(rivals)

  expect(new Set(paid.map(({ version }) => version))).toEqual(new Set([2]))
})

test('the same key with another payload is refused; a refusal leaves the key free', async () => {
  const ctx = await newContext({})
  const send = (text: string) => ctx.dispatch({ ...place({ text }), idempotencyKey: 'k' })

  await expect(send('too long')).rejects.toMatchObject({ code: 'validation.failed' })
  await send('tea')
  await expect(send('milk')).rejects.toMatchObject({ code: 'idempotency.mismatch' })

  expect(await ctx.repo(Order).count()).toBe(1)
})

test('an answer is erased with a record that it tells of: it is neither told nor done again', async () => {
  const ctx = await newContext({})
  const send = () => ctx.dispatch({ ...place({ text: 'tea' }), idempotencyKey: 'k' })
  const { id } = await send()

  await ctx.dispatch({ type: 'shop.order.erase', payload: { id } })

  await expect(send()).rejects.toMatchObject({
    name: 'ConflictError',
    code: 'idempotency.erased',
    facts: { type: 'shop.place', key: 'k' },
  })
  expect(await ctx.repo(Order).count({}, { withDeleted: true })).toBe(0)
})

test('an erasure sent again under its key is answered as the first time', async () => {
  const ctx = await newContext({})
  const { id } = await ctx.dispatch(place({ text: 'tea' }))
  const erase = () =>
    ctx.dispatch({ type: 'shop.order.erase', payload: { id }, idempotencyKey: 'gone' })

  await erase()

  expect(await erase()).toBeNull()
})

test('a key belongs to one actor, and after its time to nobody', async () => {
  const clock = new FakeClock()
  const ctx = await newContext({}, clock)
  const ben = ctx.system.as({ actor: { ...ctx.actor, id: 'ben' }, org: ctx.org })
  const send = (one: SystemContext) =>
    one.dispatch({ ...place({ text: 'tea' }), idempotencyKey: 'k' })

  await Promise.all([send(ctx), send(ben)])
  expect(await ctx.repo(Order).count()).toBe(2)
  clock.advance(8 * 86_400_000)
  await send(ctx)

  expect(await ctx.repo(Order).count()).toBe(3)
})

test('keys inside a handler count for nothing: the command around it has its own', async () => {
  const ctx = await newContext({})

  await ctx.dispatch({ type: 'shop.placeTwo', payload: {}, idempotencyKey: 'k' })
  await ctx.dispatch({ type: 'shop.placeTwo', payload: {}, idempotencyKey: 'k' })

  expect(await ctx.repo(Order).count()).toBe(2)
})

test('each message has a span inside the one that sent it, in the trace of the request', async () => {
  const tracer = memoryTracer({ clock: new FakeClock(), random: seededRandom() })
  const lines: LogFacts[] = []
  const ctx = await newContext({ tracer, logger: factsTo(lines) })
  const trace = { correlationId: 'a'.repeat(32), requestId: 'b'.repeat(16) }
  const request = ctx.system.as({ actor: ctx.actor, org: ctx.org, ...trace })

  await request.dispatch(placeTwo({}))
  const { spanId } = await request.query(ping({}))

  const [first, second, whole, query] = tracer.spans
  expect(tracer.spans.map(({ name }) => name)).toEqual([
    'command shop.place',
    'command shop.place',
    'command shop.placeTwo',
    'query shop.ping',
  ])
  expect([first, second].map((span) => span?.parentId)).toEqual([whole?.spanId, whole?.spanId])
  expect([whole, query].map((span) => span?.parentId)).toEqual([trace.requestId, trace.requestId])
  expect(new Set(tracer.spans.map(({ traceId }) => traceId))).toEqual(
    new Set([trace.correlationId]),
  )
  expect(spanId).toBe(query?.spanId)
  expect(lines.map((facts) => facts['spanId'])).toEqual(tracer.spans.map((span) => span.spanId))
})

test('the rate limit stands before the permission, and that before the schema', async () => {
  const rateLimiter = memoryRateLimiter({ clock: new FakeClock() }, { burst: 2, every: 1_000 })
  const permissions = { permits: (_actor: unknown, name: string) => name !== 'shop.pay' }
  const ctx = await newContext({ rateLimiter, permissions })
  const sendBad = () => ctx.dispatch({ type: 'shop.pay', payload: { id: 7 } })

  await expect(sendBad()).rejects.toMatchObject({ code: 'auth.forbidden' })
  await expect(sendBad()).rejects.toMatchObject({ code: 'auth.forbidden' })
  await expect(sendBad()).rejects.toMatchObject({ code: 'rate.limited' })
})

test('a layer of one’s own surrounds handler and retry, and hears what was answered before, too', async () => {
  const seen: unknown[] = []
  const ctx = await newContext({
    middleware: [
      async ({ type }, _ctx, next) => {
        const answer = await next()
        seen.push(type)
        return answer
      },
    ],
  })

  await ctx.dispatch({ ...place({ text: 'tea' }), idempotencyKey: 'k' })
  await ctx.dispatch({ ...place({ text: 'tea' }), idempotencyKey: 'k' })

  expect(seen).toEqual(['shop.place', 'shop.place'])
})

async function newContext(
  parts: Partial<SystemParts>,
  clock: FakeClock = new FakeClock(),
): Promise<SystemContext & { readonly system: System }> {
  const random = seededRandom()
  const system = createSystem({
    modules: [shop],
    database: memoryDatabase(),
    permissions: { permits: () => true },
    platform: { clock, random, ids: new IDGenerator(clock, random) },
    ...parts,
  })
  await system.start()
  running.add(system)
  const org = { id: 'org_a', slug: 'a', settings: {} }
  const actor = { id: 'ada', roles: [], orgId: org.id, type: 'human' } as const
  return Object.assign(system.as({ actor, org }), { system })
}

function factsTo(lines: LogFacts[]): Logger {
  const line = (_message: string, facts: LogFacts = {}) => void lines.push(facts)
  const logger: Logger = { debug: line, info: line, warn: line, error: line, child: () => logger }
  return logger
}
