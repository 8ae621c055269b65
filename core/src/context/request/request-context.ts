/** The context of one request: cheap to make, and bound to a unit of work while a handler runs. */
import type { AdapterRegistry } from '../../adapter/index.ts'
import {
  type Actor,
  type CommandMessage,
  isSpanId,
  isTraceId,
  type KeyedCommand,
  type MessageOrigin,
  type QueryMessage,
  renderedAnswer,
  repeat,
  type SpanContext,
} from '../../cqrs/index.ts'
import type { EntityDefinition, EntityOf, EntitySchema, SaveOf } from '../../entity/index.ts'
import type { DomainEvent, EventMessage } from '../../event/index.ts'
import type { Logger, Timestamp } from '../../primitives/index.ts'
import type { Queue } from '../../queue/index.ts'
import { type OrganizationChannels, organizationChannels } from '../../realtime/index.ts'
import {
  type BaseRepository,
  type Repository,
  type UnitClaim,
  type UnitScope,
  type UnitOfWork,
  type Values,
} from '../../repository/index.ts'
import { organizationRules, type RuleEngine } from '../../rule/index.ts'
import { asDeclared } from '../../schema/index.ts'
import type { StateMachine } from '../../state/index.ts'
import type { Caller } from '../caller.ts'
import { configOf } from '../config-of.ts'
import { fireEvent } from '../firing/fire.ts'
import { hooksIn } from '../hooks.ts'
import type { Kernel } from '../kernel.ts'
import type { Lifecycles } from '../lives/lifecycles.ts'
import { lifecyclesOf } from '../lives/look-at-lives.ts'
import type { ConfigDefinition, ConfigOf } from '../module-config.ts'
import { publishInto } from './publish.ts'
import { requestQueue } from './request-queue.ts'
import { asPart, RequestUnit } from './request-unit.ts'
import { runUnit, type UnitWork } from './run-unit.ts'
import type { Driven, FirableRecord, Outcome, Shot } from '../firing/shot.ts'
import type { AnyRecord, HandlerContext, Organization } from '../system-context.ts'

/** What led to a request, when it was not a person. */
export interface Cause {
  /** The event that is being handled. */
  readonly eventId: string | null
}

/** In characters: what comes in a header may be long. */
const longestUserAgent = 512

/** The system, as one request of one caller sees it. */
export class RequestContext implements HandlerContext {
  readonly actor: Actor
  readonly org: Organization
  readonly correlationId: string
  readonly requestId: string
  readonly startedAt: Timestamp
  /** Where the request stands in its trace; the tracing layer moves it on. */
  span: SpanContext | null
  readonly #kernel: Kernel
  readonly #caller: Caller
  readonly #cause: Cause
  readonly #unit: RequestUnit

  // oxlint-disable-next-line max-params -- from outside come the first three; the last binds a handler
  constructor(
    kernel: Kernel,
    caller: Caller,
    { eventId }: Cause = { eventId: null },
    unit: RequestUnit | null = null,
  ) {
    this.actor = caller.actor
    this.org = caller.org
    this.requestId = caller.requestId ?? kernel.platform.ids.generateFor('req_')
    this.correlationId = caller.correlationId ?? this.requestId
    this.startedAt = kernel.platform.clock.now()
    this.span = kernel.isTraced ? remoteSpan(this) : null
    this.#kernel = kernel
    this.#caller = caller
    this.#cause = { eventId }
    this.#unit = unit ?? new RequestUnit({ scope: scopeOf(this, eventId) })
  }

  get ip(): string | null {
    return this.#caller.ip ?? null
  }

  get userAgent(): string | null {
    return this.#caller.userAgent?.slice(0, longestUserAgent) ?? null
  }

  get logger(): Logger {
    const { correlationId, org, actor, spanId } = this
    const place = spanId === null ? null : { spanId }
    return this.#kernel.logger.child({ correlationId, ...place, org: org.id, actor: actor.id })
  }

  get spanId(): string | null {
    return this.span?.spanId ?? null
  }

  /** Whether a command's handler is at work: what it sends is part of what it does. */
  get isNested(): boolean {
    return this.#unit.writing !== null
  }

  get adapters(): AdapterRegistry {
    return this.#kernel.adapters
  }

  get rules(): RuleEngine {
    const organizationId = this.org.id
    return organizationRules(this.#kernel.rules, { organizationId, now: () => this.now() })
  }

  get realtime(): OrganizationChannels {
    return organizationChannels({
      gateway: this.#kernel.realtime,
      orgId: this.org.id,
      isSystem: this.actor.type === 'system',
      leave: (send) => {
        if (!this.#unit.afterCommit(send)) send()
      },
    })
  }

  get queue(): Queue {
    const { org, correlationId } = this
    const causedBy = this.#cause.eventId
    return requestQueue(this.#kernel, {
      origin: { organizationId: org.id, correlationId, causedBy },
      actorId: this.#unit.scope.actorId,
      leave: (handOver) => this.#unit.afterCommit(handOver),
    })
  }

  get fsm(): Lifecycles {
    return lifecyclesOf(this.#kernel, this)
  }

  now(): Timestamp {
    return this.#kernel.platform.clock.now()
  }

  async dispatch<Result = unknown>(message: CommandMessage<unknown, Result>): Promise<Result> {
    const { type, payload, idempotencyKey, render } = message
    const key = idempotencyKey === undefined ? null : { idempotencyKey }
    const command = { type, payload, ...this.#origin(), ...key, ...(render ? { render } : null) }
    const result = await this.#kernel.mediator.dispatch<Result>(command, this.#forMessage())
    return render ? answer<Result>(await renderedAnswer(command, result)) : result
  }

  query<Result = unknown>({ type, params }: QueryMessage<unknown, Result>): Promise<Result> {
    const query = { type, params, ...this.#origin() }
    return this.#kernel.mediator.query<Result>(query, this.#forMessage())
  }

  async publish(event: EventMessage): Promise<void> {
    await this.tell(event)
  }

  tell(event: EventMessage): Promise<DomainEvent> {
    return publishInto(this.#unit.open(), this.#kernel, {
      message: event,
      versionOf: ({ name }, id) => this.repository(name).versionOf(id),
    })
  }

  config<C extends ConfigDefinition>({ module }: C): ConfigOf<C> {
    return answer<ConfigOf<C>>(configOf(this.#kernel, module))
  }

  async publishBatch(events: readonly EventMessage[]): Promise<void> {
    const unit = this.#unit.open()
    const savepoint = unit.mark()
    try {
      for (const event of events) await this.publish(event)
    } catch (error) {
      unit.rollback(savepoint)
      throw error
    }
  }

  repo(entity: string): Repository<AnyRecord, Values>
  repo<E extends EntityDefinition>(entity: E): Repository<EntityOf<E>, SaveOf<E>>
  repo(entity: EntityDefinition | string): unknown {
    return this.repository(typeof entity === 'string' ? entity : asDeclared(entity).name)
  }

  /** The repository of an entity by name, as the kernel's own handlers need it. */
  repository(name: string): BaseRepository {
    const { database, tools } = this.#kernel
    const schema = this.schema(name)
    const hooked = schema.hooks ? { ...tools, hooks: hooksIn(this) } : tools
    return database.repository(schema, this.#unit.open(), hooked)
  }

  /** @throws CoreError `entity.unknown`, naming the nearest one, when no module declares it. */
  schema(name: string): EntitySchema {
    return this.#kernel.schemas.get(name)
  }

  // oxlint-disable-next-line max-params -- one reads `fire(machine, record, event)`, and seldom a payload
  async fire<R extends FirableRecord, Event extends string, Name extends string>(
    machine: StateMachine<string, Event, Name>,
    record: Driven<R, Name>,
    event: NoInfer<Event>,
    payload: Readonly<Record<string, unknown>> = {},
  ): Promise<R> {
    const fired = await this.fireById(machine.id, { record, event, payload })
    return answer<R>(fired.record)
  }

  async fireById(machineId: string, shot: Omit<Shot, 'machineId'>): Promise<Outcome> {
    return this.inUnit((inner) => fireEvent(this.#kernel, inner, { machineId, ...shot }))
  }

  async inUnit<R>(
    work: (inner: HandlerContext) => R | Promise<R>,
    claim: UnitClaim = {},
  ): Promise<R> {
    if (this.isNested) return this.attempt(work)
    const { retry } = this.#kernel
    return repeat(() => this.#attempt({ work, claim }), retry)
  }

  attempt<R>(
    work: (inner: HandlerContext) => R | Promise<R>,
    keyed: KeyedCommand | null = null,
  ): Promise<R> {
    return this.#attempt({ work, keyed })
  }

  reading(): HandlerContext {
    return this.#bound(this.#unit.reading())
  }

  async #attempt<R>({ work, ...keyed }: Attempt<R>): Promise<R> {
    const unit = this.#unit
    unit.assertMayWrite()
    const within = (own: UnitOfWork) => work(this.#bound(unit.within(own)))
    if (unit.writing) return asPart(unit.writing, within)
    return runUnit(this.#kernel, { ...keyed, scope: unit.scope, work: within })
  }

  /** The same request, bound to another unit. */
  #bound(unit: RequestUnit): RequestContext {
    const { requestId, correlationId } = this
    const caller = { ...this.#caller, requestId, correlationId }
    const context = new RequestContext(this.#kernel, caller, this.#cause, unit)
    context.span = this.span
    return context
  }

  /** The context of a message: where each has a span, each has a context of its own to keep it in. */
  #forMessage(): RequestContext {
    if (!this.#kernel.isTraced) return this
    this.#unit.open()
    return this.#bound(this.#unit)
  }

  #origin(): MessageOrigin {
    const { actor, org, correlationId } = this
    return { actorId: actor.id, orgId: org.id, correlationId, causedBy: this.#cause.eventId }
  }
}

interface Attempt<R> extends Pick<UnitWork<R>, 'claim' | 'keyed'> {
  readonly work: (inner: HandlerContext) => R | Promise<R>
}

/** On whose behalf the units of a request work. */
function scopeOf(
  { org, actor, correlationId }: RequestContext,
  causedBy: string | null,
): UnitScope {
  const actorId = actor.type === 'system' ? null : actor.id
  return { organizationId: org.id, actorId, correlationId, causedBy }
}

// A request that came with a place in a trace is known by it.
function remoteSpan({ correlationId, requestId }: RequestContext): SpanContext | null {
  if (!isTraceId(correlationId) || !isSpanId(requestId)) return null
  return { traceId: correlationId, spanId: requestId }
}

// The definition of a message, an entity or a machine fixes what its handler answers; between the two
// stands a table by name, which the compiler cannot see through. This function is that gap.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- see above
function answer<Result>(value: unknown): Result {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- see above
  return value as Result
}
