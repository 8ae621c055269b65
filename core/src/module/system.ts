/** A running system: its modules on a database. */
import type { AdapterRegistry } from '../adapter/index.ts'
import type { Caller, ModuleConfig, MediatorMiddleware, SystemContext } from '../context/index.ts'
import type {
  MessageTraits,
  PermissionResolver,
  RateLimiter,
  RetryOptions,
  Tracer,
} from '../cqrs/index.ts'
import type { EntitySchema } from '../entity/index.ts'
import type { Logger, Platform } from '../primitives/index.ts'
import type { Cron, JobQueue, JobTraits, ScheduleMemory, Scheduler } from '../queue/index.ts'
import type { EventStore } from '../event/index.ts'
import type { RealTimeBridge, RealTimeGateway } from '../realtime/index.ts'
import type { Database } from '../repository/index.ts'
import type { Machine } from '../state/index.ts'
import type { Organizations } from './running/declared-work.ts'
import type { ModuleDefinition } from './define-module.ts'
import type { ModuleManifest } from './manifest.ts'

/** What a system is made of. */
export interface SystemParts {
  readonly modules: readonly ModuleDefinition[]
  readonly database: Database
  readonly permissions: PermissionResolver
  /** What the modules are configured with: module → key → value. Default: their defaults. */
  readonly config?: ModuleConfig
  /** What modules find under `ctx.adapters`; closed when the system stops. Default: none. */
  readonly adapters?: AdapterRegistry
  /** What else is wrong with how it is composed, a sentence each: told with what modules get wrong. Default: nothing. */
  readonly mistakes?: readonly string[]
  /** Default: the host's clock, random source and ids. */
  readonly platform?: Platform
  /** Default: one in memory, whose jobs go with the process. */
  readonly queue?: JobQueue
  /** Reads the expressions of recurring jobs; without it there can be none. */
  readonly cron?: Cron
  /** What recurring jobs with `catchUp` make up for is found in it. Default: nothing is made up for. */
  readonly scheduleMemory?: ScheduleMemory
  /** Says for which organizations recurring jobs are done, by id; without it there can be none. */
  readonly organizations?: Organizations
  /** Default: one in memory, for the clients of this process. */
  readonly realtime?: RealTimeGateway
  /** Default: silent. */
  readonly logger?: Logger
  /** Layers of one's own around every handler, from outside in. Default: none. */
  readonly middleware?: readonly MediatorMiddleware[]
  /** Gives each request its span. Default: none do. */
  readonly tracer?: Tracer
  /** Counts commands. Default: nobody is limited. */
  readonly rateLimiter?: RateLimiter
  /** How a unit of work is tried again that others were faster than. Default: see `RetryOptions`. */
  readonly retry?: Omit<RetryOptions, 'platform'>
  /** For how long answers are kept under idempotency keys, in milliseconds: at least a day. Default a week. */
  readonly idempotencyTtl?: number
}

/** A module that has booted. */
export interface BootedModule {
  readonly id: string
  readonly version: string
  /** How long its boot took, in milliseconds. */
  readonly ms: number
}

/** A system, as adapters see it. */
export interface System {
  readonly modules: readonly BootedModule[]
  /** What each module says of itself. */
  readonly manifests: readonly ModuleManifest[]
  readonly entities: readonly EntitySchema[]
  /** The machines, each with the name of the entity that it drives. */
  readonly machines: readonly Machine[]
  readonly commands: readonly MessageTraits[]
  readonly queries: readonly MessageTraits[]
  readonly jobs: readonly JobTraits[]
  readonly ruleCount: number
  /** When recurring jobs are due, and for pausing them. It belongs to the system, not to an organization. */
  readonly scheduler: Scheduler
  /** Where a socket transport brings its clients. */
  readonly realtime: RealTimeGateway
  /** Takes further events to channels, beside those that modules forward. */
  readonly bridge: RealTimeBridge
  /** Brings the stored schema up to date, boots the modules in order, starts delivering events. */
  start(): Promise<void>
  /** Stops delivering, shuts the modules down in reverse order, closes the database. */
  stop(): Promise<void>
  /** The system as this caller sees it. */
  as(caller: Caller): SystemContext
  /** The log of an organization; what it tells is in the versions that are declared now. */
  eventStore(organizationId: string): EventStore
  /** Answers when the system can serve: it runs, and its database answers. */
  ready(): Promise<void>
  /**
   * Resolves when every event has been handled by all its subscriptions, unnamed ones included, no timer
   * is due, and no job is waiting or active. Where several processes share a database, each knows of the
   * records alone whose events it delivers.
   *
   * @throws what a delivery or a job failed with that is to be tried again.
   */
  settled(): Promise<void>
}
