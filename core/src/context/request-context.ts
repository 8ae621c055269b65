/** The context of one request: cheap to make, and bound to a unit of work while a handler runs. */
import type { AdapterRegistry } from '../adapter/index.ts'
import {
  type Actor,
  type CommandMessage,
  isSpanId,
  isTraceId,
  type KeyedCommand,
  type MessageOrigin,
  type QueryMessage,
  repeat,
  type SpanContext,
} from '../cqrs/index.ts'
import type { CreateOf, EntityDefinition, EntityOf, EntitySchema } from '../entity/index.ts'
import { CoreError } from '../errors/index.ts'
import type { DomainEvent, EventMessage } from '../event/index.ts'
import { type Logger, meant, type Timestamp } from '../primitives/index.ts'
import type { Queue } from '../queue/index.ts'
import { type OrganizationChannels, organizationChannels } from '../realtime/index.ts'
import {
  type BaseRepository,
  readOnlyUnit,
  type Repository,
  type UnitClaim,
  type UnitScope,
  UnitOfWork,
  type Values,
} from '../repository/index.ts'
import type { RuleEngine } from '../rule/index.ts'
import type { StateMachine } from '../state/index.ts'
import type { Caller } from './caller.ts'
import { fireEvent } from './fire.ts'
import { hooksIn } from './hooks.ts'
import type { Kernel } from './kernel.ts'
import type { Lifecycles } from './lifecycles.ts'
import { lifecyclesOf } from './look-at-lives.ts'
import type { ConfigDefinition, ConfigOf } from './module-config.ts'
import { publishInto } from './publish.ts'
import { requestQueue } from './request-queue.ts'
import { runUnit, type UnitWork } from './run-unit.ts'
import type { FirableRecord, Outcome, Shot } from './shot.ts'
import type { AnyRecord, HandlerContext, Organization } from './system-context.ts'

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
  #unit: UnitOfWork | null
  #isReading = false

  constructor(kernel: Kernel, caller: Caller, { eventId }: Cause = { eventId: null }) {
    this.actor = caller.actor
    this.org = caller.org
    this.requestId = caller.requestId ?? kernel.platform.ids.generateFor('req_')
    this.correlationId = caller.correlationId ?? this.requestId
    this.startedAt = kernel.platform.clock.now()
    this.span = kernel.isTraced ? remoteSpan(this) : null
    this.#kernel = kernel
    this.#caller = caller
    this.#cause = { eventId }
    this.#unit = null
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
    return this.#unit !== null && this.#unit.scope.readOnly !== true
  }

  get adapters(): AdapterRegistry {
    return this.#kernel.adapters
  }

  get rules(): RuleEngine {
    return this.#kernel.rules
  }

  get realtime(): OrganizationChannels {
    return organizationChannels({
      gateway: this.#kernel.realtime,
      orgId: this.org.id,
      isSystem: this.actor.type === 'system',
      leave: (send) => this.#leave(send),
    })
  }

  get queue(): Queue {
    const { org, correlationId } = this
    const causedBy = this.#cause.eventId
    return requestQueue(this.#kernel, {
      origin: { organizationId: org.id, correlationId, causedBy },
      actorId: this.#scope().actorId,
      leave: (handOver) => this.#leaveWithUnit(handOver),
    })
  }

  get fsm(): Lifecycles {
    return lifecyclesOf(this.#kernel, this)
  }

  now(): Timestamp {
    return this.#kernel.platform.clock.now()
  }

  dispatch<Result = unknown>(message: CommandMessage<unknown, Result>): Promise<Result> {
    const { type, payload, idempotencyKey } = message
    const key = idempotencyKey === undefined ? null : { idempotencyKey }
    const command = { type, payload, ...this.#origin(), ...key }
    return this.#kernel.mediator.dispatch<Result>(command, this.#forMessage())
  }

  query<Result = unknown>({ type, params }: QueryMessage<unknown, Result>): Promise<Result> {
    const query = { type, params, ...this.#origin() }
    return this.#kernel.mediator.query<Result>(query, this.#forMessage())
  }

  async publish(event: EventMessage): Promise<void> {
    await this.tell(event)
  }

  tell(event: EventMessage): Promise<DomainEvent> {
    return publishInto(this.#open(), this.#kernel, {
      message: event,
      versionOf: ({ name }, id) => this.repository(name).versionOf(id),
    })
  }

  config<C extends ConfigDefinition>({ module }: C): ConfigOf<C> {
    const values = this.#kernel.configs.get(module)
    if (values) return answer<ConfigOf<C>>(values)

    const hint = meant(module, this.#kernel.configs.keys())
    throw new CoreError('config.unknown', `no module "${module}" is configured${hint}`, { module })
  }

  async publishBatch(events: readonly EventMessage[]): Promise<void> {
    const unit = this.#open()
    const savepoint = unit.mark()
    try {
      for (const event of events) await this.publish(event)
    } catch (error) {
      unit.rollback(savepoint)
      throw error
    }
  }

  repo<E extends EntityDefinition>(entity: E): Repository<EntityOf<E>, CreateOf<E>>
  repo(entity: string): Repository<AnyRecord, Values>
  repo(entity: EntityDefinition | string): unknown {
    return this.repository(typeof entity === 'string' ? entity : entity.name)
  }

  /** The repository of an entity by name, as the kernel's own handlers need it. */
  repository(name: string): BaseRepository {
    const { database, tools } = this.#kernel
    const schema = this.schema(name)
    const hooked = schema.hooks ? { ...tools, hooks: hooksIn(this) } : tools
    return database.repository(schema, this.#open(), hooked)
  }

  /** @throws CoreError `entity.unknown`, naming the nearest one, when no module declares it. */
  schema(name: string): EntitySchema {
    return this.#kernel.schemas.get(name)
  }

  // oxlint-disable-next-line max-params -- one reads `fire(machine, record, event)`, and seldom a payload
  async fire<R extends FirableRecord, Event extends string>(
    machine: StateMachine<string, Event>,
    record: R,
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
    const context = this.#within(this.#open().reader())
    context.#isReading = true
    return context
  }

  async #attempt<R>({ work, ...unit }: Attempt<R>): Promise<R> {
    if (this.#isReading) throw readOnlyUnit('have a command done or fire an event')
    if (this.#unit && this.isNested) return this.#asPart(this.#unit.part(), work)
    const scope = this.#scope()
    return runUnit(this.#kernel, { ...unit, scope, work: (own) => work(this.#within(own)) })
  }

  async #asPart<R>(part: UnitOfWork, work: (inner: HandlerContext) => R | Promise<R>): Promise<R> {
    try {
      const result = await work(this.#within(part))
      part.join()
      return result
    } catch (error) {
      part.drop()
      throw error
    }
  }

  /** The same request, with its writes going into the unit. */
  #within(unit: UnitOfWork): RequestContext {
    const { requestId, correlationId } = this
    const caller = { ...this.#caller, requestId, correlationId }
    const context = new RequestContext(this.#kernel, caller, this.#cause)
    context.#unit = unit
    context.span = this.span
    return context
  }

  /** The context of a message: where each has a span, each has a context of its own to keep it in. */
  #forMessage(): RequestContext {
    if (!this.#kernel.isTraced) return this
    const context = this.#within(this.#open())
    context.#isReading = this.#isReading
    return context
  }

  /** Sends what leaves the system: with the commit where one is to come, else now. */
  #leave(send: () => void): void {
    if (!this.#leaveWithUnit(send)) send()
  }

  /** Has it done with the commit where one is to come; false when there is none. */
  #leaveWithUnit(handOver: () => void): boolean {
    if (this.#isReading) throw readOnlyUnit('add jobs or send messages')
    if (!this.#unit || this.#unit.scope.readOnly) return false
    this.#unit.afterCommit(handOver)
    return true
  }

  /** Outside a handler one may look, and not write. */
  #open(): UnitOfWork {
    this.#unit ??= new UnitOfWork({ ...this.#scope(), readOnly: true })
    return this.#unit
  }

  /** On whose behalf a unit of this request works. */
  #scope(): UnitScope {
    const { org, actor, correlationId } = this
    const actorId = actor.type === 'system' ? null : actor.id
    return { organizationId: org.id, actorId, correlationId, causedBy: this.#cause.eventId }
  }

  #origin(): MessageOrigin {
    const { actor, org, correlationId } = this
    return { actorId: actor.id, orgId: org.id, correlationId, causedBy: this.#cause.eventId }
  }
}

interface Attempt<R> extends Pick<UnitWork<R>, 'claim' | 'keyed'> {
  readonly work: (inner: HandlerContext) => R | Promise<R>
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
