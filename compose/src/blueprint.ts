/** A system as it was composed: data alone, complete with what was left out. */
import type {
  AdapterSet,
  MediatorMiddleware,
  ModuleConfig,
  ModuleDefinition,
  PermissionResolver,
  RateLimiter,
  RealTimeGateway,
  RetryOptions,
  RoleGrants,
  Tracer,
} from '@plinth/core'
import type { ScheduleMemory, System } from '@plinth/core/runtime'
import type { Identity } from '@plinth/http'
import type { QueueAdapter } from './queue/queue-adapter.ts'
import type { DatabaseAdapter } from './database/database-adapter.ts'
import type { Made } from './made.ts'

/**
 * What a system runs on, and what its modules find under `ctx.adapters`: of each type one adapter,
 * several (the first is active), or `{ available, active }`. `PLINTH_ADAPTERS` chooses otherwise.
 */
export interface Adapters extends AdapterSet {
  /** Default: Postgres at `DATABASE_URL`, or the embedded one where that is not set. */
  readonly database?: DatabaseAdapter
  /**
   * Where jobs are kept. Default, in development alone: in memory. A system with jobs does not start in
   * production without it.
   */
  readonly queue?: QueueAdapter
  /** Who is asking. Default, in development on loopback alone: whoever the request names. */
  readonly identity?: Identity
  /** Where clients that are connected now follow channels. Default: in memory, for those of this process. */
  readonly realtime?: Made<RealTimeGateway>
  /** Counts commands. Default: nobody is limited. */
  readonly rateLimiter?: Made<RateLimiter>
  /** Gives each request its span. Default: none do. */
  readonly tracer?: Made<Tracer>
  /** Remembers when schedules were due: what `catchUp` makes up for. Default: nothing is made up for. */
  readonly scheduleMemory?: Made<ScheduleMemory>
}

/** How handlers are surrounded. */
export interface Layers {
  /** Layers of one's own around every handler, from outside in. Default: none. */
  readonly middleware?: readonly MediatorMiddleware[]
  /** How a unit of work is tried again that others were faster than. Default: see `RetryOptions`. */
  readonly retry?: Omit<RetryOptions, 'platform'>
  /** For how long answers are kept under idempotency keys, in milliseconds: at least a day. Default a week. */
  readonly idempotencyTtl?: number
}

/** Says which organizations there are, by id. */
export type Organizations = () => readonly string[] | Promise<readonly string[]>

/** What differs in development. */
export interface Development {
  /** What a caller is who does not say. Default: he has no role. */
  readonly actor?: { readonly roles: readonly string[] }
  /**
   * Fills an empty system with demo data, at the first start on a database. Called again when that
   * start was cut short: what it does twice must do no harm, as imports do none.
   */
  readonly seed?: (system: System) => void | Promise<void>
  /** The organization in the examples that the banner and the documents show. Default `org_demo`. */
  readonly organization?: string
}

/** What a system is, before it runs. */
export interface Blueprint extends Layers {
  /** What people call it. Its data bears the name: another system does not start on it. */
  readonly name: string
  /** The name that it had before; its data is then taken over under the new one. Default: none. */
  readonly was?: string
  readonly modules: readonly ModuleDefinition[]
  /** What the modules are configured with: module → key → value. */
  readonly config: ModuleConfig
  /** What each role may do. */
  readonly roles: RoleGrants
  readonly permissions: PermissionResolver
  readonly adapters: Adapters
  readonly organizations?: Organizations
  readonly development: Development
}

/** The organization that examples name. */
export function exampleOrganization({ organization = 'org_demo' }: Development): string {
  return organization
}
