/** What every handler is given: who asks, and all that the system can do for him. */
import type { AdapterRegistry } from '../adapter/index.ts'
import type {
  Actor,
  CommandMessage,
  KeyedCommand,
  QueryMessage,
  SpanContext,
} from '../cqrs/index.ts'
import type { Entity, EntityDefinition, EntityOf, EntitySchema, SaveOf } from '../entity/index.ts'
import type { DomainEvent, EventMessage } from '../event/index.ts'
import type { Logger, Timestamp } from '../primitives/index.ts'
import type { Queue } from '../queue/index.ts'
import type { OrganizationChannels } from '../realtime/index.ts'
import type { BaseRepository, Repository, Values } from '../repository/index.ts'
import type { RuleEngine } from '../rule/index.ts'
import type { StateMachine } from '../state/index.ts'
import type { Lifecycles } from './lives/lifecycles.ts'
import type { ConfigDefinition, ConfigOf } from './module-config.ts'
import type { Driven, FirableRecord, Outcome, Shot } from './firing/shot.ts'

/** The tenant that a request belongs to. */
export interface Organization {
  readonly id: string
  readonly slug: string
  readonly settings: Readonly<Record<string, unknown>>
}

/** The system, as one request of one caller sees it. */
export interface SystemContext {
  readonly actor: Actor
  readonly org: Organization
  /** The same for everything that the request sets off. */
  readonly correlationId: string
  readonly requestId: string
  /** The span of a trace that this is part of, as in W3C Trace Context; null without a tracer. */
  readonly spanId: string | null
  readonly startedAt: Timestamp
  /** The address that the request came from; null when it did not come over a network. */
  readonly ip: string | null
  /** What the client calls itself, 512 characters at most; null when it does not say. */
  readonly userAgent: string | null
  readonly logger: Logger
  readonly adapters: AdapterRegistry
  readonly rules: RuleEngine
  /** The jobs of the caller's organization. Inside a command a job is added once the unit of work has committed. */
  readonly queue: Queue
  /**
   * The clients of the caller's organization that are connected now. Inside a command a message leaves
   * once the unit of work has committed.
   */
  readonly realtime: OrganizationChannels
  /** The machines, asked about stored records. */
  readonly fsm: Lifecycles

  /** Tells the time by the system's clock. */
  now(): Timestamp

  /**
   * Has a command done, in this unit of work if one is open; resolves with what it answers. When it
   * throws, nothing of what it did is left, and the handler may go on without it. With an
   * `idempotencyKey`, a command sent again by the same actor is answered and not done again.
   */
  dispatch<Result = unknown>(command: CommandMessage<unknown, Result>): Promise<Result>

  /** Has a query answered. */
  query<Result = unknown>(query: QueryMessage<unknown, Result>): Promise<Result>

  /**
   * Tells what happened; subscriptions hear of it once the unit of work has committed.
   *
   * @throws CoreError `event.undeclared` when no module declares the event.
   * @throws ValidationError when the payload breaks the event's schema.
   */
  publish(event: EventMessage): Promise<void>

  /**
   * Reads what a module is configured with.
   *
   * @throws CoreError `config.unknown` when no module of the system has this configuration.
   */
  config<C extends ConfigDefinition>(definition: C): ConfigOf<C>

  /** Tells several things, in their order; all of them or, where one is refused, none. @throws as `publish` */
  publishBatch(events: readonly EventMessage[]): Promise<void>

  /**
   * The records of an entity that is known by its name alone; of their fields nothing is known here.
   *
   * @throws CoreError `entity.unknown`, naming the nearest one, when no module declares it.
   */
  repo(entity: string): Repository<AnyRecord, Values>
  /** The records of an entity, in the caller's organization. */
  repo<E extends EntityDefinition>(entity: E): Repository<EntityOf<E>, SaveOf<E>>

  /**
   * Fires an event on a record: takes the transition, saves the record, and does what it says.
   *
   * @throws BusinessError `state.refused`, with the rule's explanation and remedies, when it may not.
   * @throws ConflictError `entity.stale` when the record is not the current one.
   */
  fire<R extends FirableRecord, Event extends string, Name extends string>(
    machine: StateMachine<string, Event, Name>,
    record: Driven<R, Name>,
    event: NoInfer<Event>,
    payload?: Readonly<Record<string, unknown>>,
  ): Promise<R>
}

/** A record of an entity of which the name alone is known. */
export type AnyRecord = Entity & Readonly<Record<string, unknown>>

/** The context as the kernel's own handlers see it: entities by name, and units of work. */
export interface HandlerContext extends SystemContext {
  repository(entity: string): BaseRepository
  /** @throws CoreError `entity.unknown`, naming the nearest one, when no module declares it. */
  schema(entity: string): EntitySchema
  /** Fires an event by the names that come from outside. */
  fireById(machineId: string, shot: Omit<Shot, 'machineId'>): Promise<Outcome>
  /** Publishes an event, and returns it as it will be stored. */
  tell(event: EventMessage): Promise<DomainEvent>
  /**
   * Runs work as a part of the open unit of work, which takes back what the part did when it fails;
   * or in a unit of its own that commits when the work is done.
   *
   * @throws BusinessError `unit.read-only` inside a query.
   */
  inUnit<R>(work: (inner: HandlerContext) => R | Promise<R>): Promise<R>
  /** Runs work as `inUnit` does, and once: whoever calls it tries again. The answer is kept under the key. */
  attempt<R>(
    work: (inner: HandlerContext) => R | Promise<R>,
    keyed?: KeyedCommand | null,
  ): Promise<R>
  readonly isNested: boolean
  span: SpanContext | null
  /** The same request as a query's handler sees it: it reads what the unit of work knows, and no more. */
  reading(): HandlerContext
}
