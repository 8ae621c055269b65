/** The context of one request: cheap to make, and bound to a unit of work while a handler runs. */
import type { AdapterRegistry } from '../../adapter/index.ts'
import {
  type Actor,
  type CommandMessage,
  type KeyedCommand,
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
  transact,
  type UnitClaim,
  type Values,
} from '../../repository/index.ts'
import { organizationRules, type RuleEngine } from '../../rule/index.ts'
import { asDeclared } from '../../schema/index.ts'
import type { StateMachine } from '../../state/index.ts'
import { configOf } from '../config-of.ts'
import { fireEvent } from '../firing/fire.ts'
import { hooksIn } from '../hooks.ts'
import type { Kernel } from '../kernel.ts'
import type { Lifecycles } from '../lives/lifecycles.ts'
import { lifecyclesOf } from '../lives/look-at-lives.ts'
import type { ConfigDefinition, ConfigOf } from '../module-config.ts'
import { answer } from './answer.ts'
import {
  type Asking,
  jobOriginOf,
  type KnownCaller,
  knownCaller,
  logFactsOf,
  messageOriginOf,
  remoteSpanOf,
  scopeOf,
  userAgentOf,
} from './known-caller.ts'
import { publishInto } from './publish.ts'
import { requestQueue } from './request-queue.ts'
import { RequestUnit } from './request-unit.ts'
import type { Driven, FirableRecord, Outcome, Shot } from '../firing/shot.ts'
import type { AnyRecord, HandlerContext, Organization } from '../system-context.ts'

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
  readonly #caller: KnownCaller
  readonly #unit: RequestUnit

  /** From outside come the first two; the last binds a handler. */
  constructor(kernel: Kernel, asking: Asking, unit: RequestUnit | null = null) {
    const caller = knownCaller(kernel.platform.ids, asking)
    this.actor = caller.actor
    this.org = caller.org
    this.requestId = caller.requestId
    this.correlationId = caller.correlationId
    this.startedAt = kernel.platform.clock.now()
    this.span = kernel.isTraced ? remoteSpanOf(caller) : null
    this.#kernel = kernel
    this.#caller = caller
    this.#unit = unit ?? new RequestUnit({ scope: scopeOf(caller) })
  }

  get ip(): string | null {
    return this.#caller.ip ?? null
  }

  get userAgent(): string | null {
    return userAgentOf(this.#caller)
  }

  get logger(): Logger {
    return this.#kernel.logger.child(logFactsOf(this.#caller, this.spanId))
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
    return requestQueue(this.#kernel, {
      origin: jobOriginOf(this.#caller),
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
    const command = {
      type,
      payload,
      ...messageOriginOf(this.#caller),
      ...key,
      ...(render ? { render } : null),
    }
    const result = await this.#kernel.mediator.dispatch<Result>(command, this.#forMessage())
    return render ? answer<Result>(await renderedAnswer(command, result)) : result
  }

  query<Result = unknown>({ type, params }: QueryMessage<unknown, Result>): Promise<Result> {
    const query = { type, params, ...messageOriginOf(this.#caller) }
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
    await transact(this.#unit.open(), async () => {
      for (const event of events) await this.publish(event)
    })
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
    const bound = (unit: RequestUnit) => work(this.#bound(unit))
    return repeat(
      () => this.#unit.attempt(this.#kernel, { work: bound, claim }),
      this.#kernel.retry,
    )
  }

  async attempt<R>(
    work: (inner: HandlerContext) => R | Promise<R>,
    keyed: KeyedCommand | null = null,
  ): Promise<R> {
    return this.#unit.attempt(this.#kernel, { work: (unit) => work(this.#bound(unit)), keyed })
  }

  reading(): HandlerContext {
    return this.#bound(this.#unit.reading())
  }

  /** The same request, bound to another unit. */
  #bound(unit: RequestUnit): RequestContext {
    const context = new RequestContext(this.#kernel, this.#caller, unit)
    context.span = this.span
    return context
  }

  /** The context of a message: where each has a span, each has a context of its own to keep it in. */
  #forMessage(): RequestContext {
    if (!this.#kernel.isTraced) return this
    this.#unit.open()
    return this.#bound(this.#unit)
  }
}
