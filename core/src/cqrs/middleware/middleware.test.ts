/** The seven layers, as one puts them around a mediator of one's own. */
import { FakeClock, seededRandom } from '@plinth/testing'
import { expect, test } from 'vitest'
import { defineEntity, EntitySchemaRegistry, entitySchema } from '../../entity/index.ts'
import { CoreError } from '../../errors/index.ts'
import type { Logger, LogFacts } from '../../primitives/index.ts'
import { createValidator, field, keyed } from '../../schema/index.ts'
import { Mediator } from '../mediator.ts'
import type { Command } from '../message.ts'
import type { MessageContext } from '../message-context.ts'
import type { Middleware } from '../pipeline/layer.ts'
import { memoryIdempotencyStore } from '../port/memory-idempotency-store.ts'
import { memoryRateLimiter } from '../port/memory-rate-limiter.ts'
import { memoryTracer } from '../port/memory-tracer.ts'
import { roleTable } from '../port/role-table.ts'
import { AuthorizationMiddleware } from './authorization.ts'
import { IdempotencyMiddleware } from './idempotency.ts'
import { LoggingMiddleware } from './logging.ts'
import { RateLimitMiddleware } from './rate-limit.ts'
import { RetryMiddleware } from './retry.ts'
import { TracingMiddleware } from './tracing.ts'
import { ValidationMiddleware } from './validation.ts'

test('authorization asks for the permission of the message’s own name, and the system needs none', async () => {
  const { send, handled } = mediatorWith(AuthorizationMiddleware(roleTable({ clerk: ['shop.*'] })))

  await send({}, { roles: ['clerk'] })
  await send({}, { type: 'system' })

  await expect(send({}, { roles: ['guest'] })).rejects.toMatchObject({
    code: 'auth.forbidden',
    facts: { permission: 'shop.buy', roles: ['guest'] },
  })
  expect(handled()).toBe(2)
})

test('authorization waits for a resolver that has to look, and what that throws refuses', async () => {
  const answers = [
    async () => true,
    async () => false,
    async () => Promise.reject(new Error('gone')),
  ]
  const resolver = { permits: () => answers.shift()?.() ?? false }
  const { send, handled } = mediatorWith(AuthorizationMiddleware(resolver))

  await send()
  await expect(send()).rejects.toMatchObject({ code: 'auth.forbidden' })
  await expect(send()).rejects.toThrow('gone')

  expect(handled()).toBe(1)
})

test('validation names every failure at once, and lets pass what nobody has a schema for', async () => {
  const validator = createValidator(keyed({ name: field.string(), count: field.integer() }))
  const schemas = { validatorOf: (type: string) => (type === 'shop.buy' ? validator : null) }
  const { send, handled } = mediatorWith(ValidationMiddleware(schemas, { clock: new FakeClock() }))

  const sending = send({ payload: { count: 1.5 } })

  await expect(sending).rejects.toMatchObject({
    code: 'validation.failed',
    failures: [{ path: 'name' }, { path: 'count' }],
  })
  await send({ type: 'shop.sell', payload: 'anything' })
  expect(handled()).toBe(1)
})

test('validation takes the registry of entities: a new record’s values are checked', async () => {
  const entities = new EntitySchemaRegistry(new FakeClock())
  const Order = defineEntity({
    name: 'Order',
    idPrefix: 'ord_',
    fields: { total: field.integer() },
  })
  entities.register(entitySchema(Order, { namespace: 'shop' }))
  const { mediator } = mediatorWith(ValidationMiddleware(entities))
  mediator.registerCommand('shop.order.create', () => 'created')
  const create = (payload: unknown) =>
    mediator.dispatch(commandOf({ type: 'shop.order.create', payload }))

  await expect(create({ total: 'much' })).rejects.toMatchObject({
    code: 'validation.failed',
    failures: [{ path: 'total' }],
  })
  expect(await create({ total: 1 })).toBe('created')
})

test('logging writes how each request ended, with its place in the trace', async () => {
  const lines: unknown[] = []
  const clock = new FakeClock()
  const tracer = memoryTracer({ clock, random: seededRandom() })
  const layers = [TracingMiddleware(tracer), LoggingMiddleware(noting(lines), { clock })]
  const failures = [null, new CoreError('entity.stale', 'late'), new Error('broken')]
  const { send } = mediatorWith(layers, () => {
    clock.advance(12)
    const failure = failures.shift()
    if (failure) throw failure
  })

  await send()
  for (const refusal of ['late', 'broken']) await expect(send()).rejects.toThrow(refusal)

  const facts = { type: 'shop.buy', ms: 12, correlationId: 'c', org: 'org_1', actor: 'usr_1' }
  const [first, second, third] = tracer.spans.map(({ spanId }) => ({ ...facts, spanId }))
  expect(lines).toEqual([
    ['debug', 'command done', first],
    ['info', 'command refused', { ...second, code: 'entity.stale' }],
    ['error', 'command failed', { ...third, error: new Error('broken') }],
  ])
})

test('tracing puts the span on the context while the handler runs, and takes it away again', async () => {
  const tracer = memoryTracer({ clock: new FakeClock(), random: seededRandom() })
  const parent = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) }
  const seen: unknown[] = []
  const { mediator } = mediatorWith(TracingMiddleware(tracer), (ctx) => seen.push(ctx.span))
  const ctx: MessageContext = { actor: actorOf({}), span: parent }

  await mediator.dispatch(commandOf({}), ctx)

  const [span] = tracer.spans
  expect(span).toMatchObject({
    name: 'command shop.buy',
    traceId: parent.traceId,
    parentId: parent.spanId,
    attributes: { 'plinth.org': 'org_1', 'plinth.actor': 'usr_1' },
    error: undefined,
  })
  expect(seen).toMatchObject([{ spanId: span?.spanId }])
  expect(ctx.span).toBe(parent)
})

test('the rate limit tells how long to wait; nested commands and the system are not counted', async () => {
  const clock = new FakeClock()
  const limiter = memoryRateLimiter({ clock }, { burst: 1, every: 1_500 })
  const { send, mediator, handled } = mediatorWith(RateLimitMiddleware(limiter))

  await send()
  await expect(send()).rejects.toMatchObject({
    code: 'rate.limited',
    facts: { type: 'shop.buy', retryAfter: 1_500 },
  })
  await send({}, { type: 'system' })
  await mediator.dispatch(commandOf({}), { actor: actorOf({}), isNested: true })
  clock.advance(1_500)
  await send()

  expect(handled()).toBe(4)
})

test('retry does again what may succeed, as often and as long as it was told', async () => {
  const clock = new FakeClock()
  const platform = { clock, random: { ...seededRandom(), next: () => 0.5 } }
  const options = {
    attempts: 3,
    backoff: { type: 'fixed', delay: 100 },
    jitter: 1,
    platform,
  } as const
  const moments: number[] = []
  const { send } = mediatorWith(RetryMiddleware(options), () => {
    moments.push(clock.elapsed())
    throw new CoreError('database.contention', 'busy', {}, { transient: true })
  })

  const sending = send().catch((error: unknown) => error)
  await letPass(clock)

  expect(await sending).toMatchObject({ code: 'database.contention' })
  expect(moments).toEqual([0, 50, 100])
})

test('retry leaves alone what says nothing of another attempt, and whoever is part of a greater one', async () => {
  const transient = new CoreError('database.contention', 'busy', {}, { transient: true })
  const failures = [new CoreError('entity.stale', 'late'), new Error('broken'), transient]
  const { send, mediator, handled } = mediatorWith(RetryMiddleware(), () => {
    throw failures.shift() ?? new Error('once too often')
  })

  await expect(send()).rejects.toThrow('late')
  await expect(send()).rejects.toThrow('broken')
  const nested = mediator.dispatch(commandOf({}), { actor: actorOf({}), isNested: true })
  await expect(nested).rejects.toThrow('busy')

  expect(handled()).toBe(3)
})

test('ten thousand rivals on one idempotency key have one effect, and one answer', async () => {
  const store = memoryIdempotencyStore({ clock: new FakeClock() })
  const { send, handled } = mediatorWith(IdempotencyMiddleware(store), async () => {
    await Promise.resolve()
    return { id: 'ord_1' }
  })

  const rivals = Array.from({ length: 10_000 }, () => send({ idempotencyKey: 'k' }))
  const answers = new Set((await Promise.all(rivals)).map((answer) => JSON.stringify(answer)))

  expect(handled()).toBe(1)
  expect([...answers]).toEqual(['{"id":"ord_1"}'])
})

test('the same key with another payload is refused, and a refusal is not remembered', async () => {
  const store = memoryIdempotencyStore({ clock: new FakeClock() })
  const failures = [new CoreError('entity.stale', 'late')]
  const { send, handled } = mediatorWith(IdempotencyMiddleware(store, 86_400_000), () => {
    const failure = failures.shift()
    if (failure) throw failure
    return 'done'
  })

  await expect(send({ idempotencyKey: 'k' })).rejects.toThrow('late')
  expect(await send({ idempotencyKey: 'k' })).toBe('done')
  await expect(send({ idempotencyKey: 'k', payload: { other: 1 } })).rejects.toMatchObject({
    name: 'BusinessError',
    code: 'idempotency.mismatch',
  })

  expect(handled()).toBe(2)
})

test('without a key nothing is remembered; an empty or overlong key is refused', async () => {
  const store = memoryIdempotencyStore({ clock: new FakeClock() })
  const { send, handled } = mediatorWith(IdempotencyMiddleware(store))

  await send()
  await send()
  for (const idempotencyKey of ['', 'k'.repeat(256), 'a\0b']) {
    await expect(send({ idempotencyKey })).rejects.toMatchObject({
      code: 'idempotency.key-invalid',
    })
  }

  expect(handled()).toBe(2)
})

test('an answer is kept for its time and no longer, and that is a day at least', async () => {
  const clock = new FakeClock()
  const day = 86_400_000
  const store = memoryIdempotencyStore({ clock })
  const { send, handled } = mediatorWith(IdempotencyMiddleware(store, day, { clock }))

  await send({ idempotencyKey: 'k' })
  clock.advance(day - 1)
  await send({ idempotencyKey: 'k' })
  expect(handled()).toBe(1)
  clock.advance(1)
  await send({ idempotencyKey: 'k' })

  expect(handled()).toBe(2)
  expect(() => IdempotencyMiddleware(store, day - 1)).toThrow('answers are kept for a day at least')
})

test('an answer that cannot be written as JSON is an error, and frees the key', async () => {
  const store = memoryIdempotencyStore({ clock: new FakeClock() })
  const answers: unknown[] = [1n, undefined]
  const { send } = mediatorWith(IdempotencyMiddleware(store), () => answers.shift())

  await expect(send({ idempotencyKey: 'k' })).rejects.toThrow('BigInt')

  expect(await send({ idempotencyKey: 'k' })).toBeUndefined()
  expect(await send({ idempotencyKey: 'k' })).toBeUndefined()
})

type Handling = (ctx: MessageContext) => unknown

function mediatorWith(
  layers: Middleware<MessageContext> | readonly Middleware<MessageContext>[],
  handle: Handling = () => null,
) {
  let count = 0
  const mediator = new Mediator<MessageContext>({ contextFor: () => ({ actor: actorOf({}) }) })
  for (const one of [layers].flat()) mediator.use(one)
  for (const type of ['shop.buy', 'shop.sell']) {
    mediator.registerCommand(type, (_command, ctx) => {
      count++
      return handle(ctx)
    })
  }
  const send = (command: Partial<Command> = {}, actor: Partial<MessageContext['actor']> = {}) =>
    mediator.dispatch(commandOf(command), { actor: actorOf(actor) })
  return { mediator, send, handled: () => count }
}

function commandOf(command: Partial<Command>): Command {
  const origin = { actorId: 'usr_1', orgId: 'org_1', correlationId: 'c' }
  return { type: 'shop.buy', payload: {}, ...origin, ...command }
}

function actorOf(actor: Partial<MessageContext['actor']>): MessageContext['actor'] {
  return { id: 'usr_1', roles: [], orgId: 'org_1', type: 'human', ...actor }
}

function noting(lines: unknown[]): Logger {
  const line = (level: string) => (message: string, facts?: LogFacts) =>
    void lines.push([level, message, facts])
  const logger: Logger = {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    child: () => logger,
  }
  return logger
}

/** Fires the timers that fall due, each when whoever waits for the one before has gone on. */
async function letPass(clock: FakeClock): Promise<void> {
  for (let turn = 0; turn < 50; turn++) {
    await Promise.resolve()
    if (turn % 10 === 9) clock.advanceToNext(1_000)
  }
}
