/** The seven built-in layers on parts that cost next to nothing: what is left is their composition. */
import {
  AuthorizationMiddleware,
  type Command,
  IdempotencyMiddleware,
  type IdempotencyStore,
  LoggingMiddleware,
  type MessageContext,
  RateLimitMiddleware,
  RetryMiddleware,
  TracingMiddleware,
  ValidationMiddleware,
} from '@plinth/core'
import { Mediator, silentLogger, systemPlatform } from '@plinth/core/runtime'
import { commandOf } from './onion.ts'
import type { Send } from './race.ts'

const clock = { ...systemPlatform().clock, now: () => 1, elapsed: () => 1 }
const platform = { ...systemPlatform(), clock }
const verdict = { allowed: true, retryAfter: 0 }
const span = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), end: () => {} }
const tracer = { start: () => span }
const limiter = { take: () => verdict }
const permissions = { permits: () => true }
const validator = { fields: [], check: () => null, complete: () => ({}) }
const store: IdempotencyStore = {
  find: async () => null,
  begin: async () => ({ claim: { keep: () => {}, release: () => {} } }),
}

const handler = async ({ payload }: Command<number>) => payload + 1

/** Puts the layers around a mediator's handler, in the order of the kernel. */
export function throughBuiltIns(): Send {
  const ctx = newContext()
  const mediator = new Mediator<MessageContext>({ contextFor: newContext })
  mediator.use(TracingMiddleware(tracer))
  mediator.use(LoggingMiddleware(silentLogger, { clock }))
  mediator.use(RateLimitMiddleware(limiter))
  mediator.use(AuthorizationMiddleware(permissions))
  mediator.use(ValidationMiddleware({ validatorOf: () => validator }, { clock }))
  mediator.use(IdempotencyMiddleware(store, undefined, { clock }))
  mediator.use(RetryMiddleware({ platform }))
  mediator.registerCommand<number>('a.b', handler)
  return (payload) => mediator.dispatch(commandOf(payload), ctx)
}

/** Writes the same as seven functions that call one another and wait, as one writes middleware. */
export function builtInsByHand(): Send {
  const ctx = newContext()
  return (payload) => traced(commandOf(payload), ctx)
}

function newContext(): MessageContext {
  return { actor: { id: 'usr_1', roles: [], orgId: 'org_1', type: 'human' }, span: null }
}

type Message = Command<number>

async function traced(command: Message, ctx: MessageContext): Promise<number> {
  const parent = ctx.span ?? null
  const { correlationId, orgId, actorId } = command
  const attributes = { 'plinth.org': orgId, 'plinth.actor': actorId }
  const own = start(`command ${command.type}`, { parent, correlationId, attributes })
  ctx.span = own
  try {
    const answer = await logged(command, ctx)
    own.end()
    return answer
  } finally {
    ctx.span = parent
  }
}

function start(_name: string, _options: object): typeof span {
  return tracer.start()
}

async function logged(command: Message, ctx: MessageContext): Promise<number> {
  const begun = clock.elapsed()
  const answer = await limited(command, ctx)
  const ms = Math.round((clock.elapsed() - begun) * 10) / 10
  const { type, correlationId, orgId: org, actorId: actor } = command
  const spanId = ctx.span?.spanId
  silentLogger.debug('command done', { type, ms, correlationId, spanId, org, actor })
  return answer
}

async function limited(command: Message, ctx: MessageContext): Promise<number> {
  const { allowed } = take(command)
  if (!allowed) throw new Error('too often')
  return await authorized(command, ctx)
}

function take(_key: Pick<Message, 'orgId' | 'actorId' | 'type'>): typeof verdict {
  return limiter.take()
}

async function authorized(command: Message, ctx: MessageContext): Promise<number> {
  if (ctx.actor.type !== 'system' && !permissions.permits()) throw new Error('forbidden')
  return await validated(command)
}

async function validated(command: Message): Promise<number> {
  if (validator.check() !== null) throw new Error('not valid')
  return await once(command)
}

async function once(command: Message): Promise<number> {
  if (command.idempotencyKey !== undefined) await store.begin(slotOf(command), clock.now())
  return await retried(command)
}

function slotOf({ orgId, actorId, type, idempotencyKey: key = '' }: Message) {
  return { organizationId: orgId, actorId, type, key }
}

async function retried(command: Message): Promise<number> {
  const begun = clock.elapsed()
  for (let attempt = 1; ; attempt++) {
    try {
      return await handler(command)
    } catch (error) {
      if (attempt === 4 || clock.elapsed() - begun > 5_000) throw error
    }
  }
}
