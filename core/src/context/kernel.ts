/** What all contexts of a running system share. */
import type { AdapterRegistry } from '../adapter/index.ts'
import type { Mediator, PermissionResolver, RetryOptions } from '../cqrs/index.ts'
import type { EntitySchemaRegistry } from '../entity/index.ts'
import type { EventVersion } from '../event/index.ts'
import type { Logger, Platform, Timestamp } from '../primitives/index.ts'
import type { JobQueue, JobTraits } from '../queue/index.ts'
import type { RealTimeGateway } from '../realtime/index.ts'
import type { Changes, Database, RepositoryTools } from '../repository/index.ts'
import type { RuleEngine } from '../rule/index.ts'
import type { FieldSchema, SchemaValidator } from '../schema/index.ts'
import type { FSMEngine, Machine } from '../state/index.ts'
import type { HandlerContext } from './system-context.ts'

/** An event that a module has declared. */
export interface DeclaredEvent extends EventVersion {
  readonly type: string
  /** The module that tells it. */
  readonly source: string
  readonly fields: readonly FieldSchema[]
  readonly validator: SchemaValidator
  /** The payload's key that names the record it is about, and that record's entity. */
  readonly about: { readonly key: string; readonly entity: string } | null
}

/** A job that a module has declared. */
export interface DeclaredJob extends Pick<JobTraits, 'name' | 'fields' | 'options'> {
  readonly validator: SchemaValidator
}

/** Finds a machine as an organization has it at a moment: its guards with what the organization tightened. */
export type MachineFor = (
  machine: Machine,
  organization: { readonly organizationId: string; readonly now: Timestamp },
) => Machine

/** The parts of a system, found and checked at boot. */
export interface Kernel {
  readonly mediator: Mediator<HandlerContext>
  /** How units of work are tried again. */
  readonly retry: RetryOptions
  /** For how long answers under an idempotency key are kept, in milliseconds. */
  readonly idempotencyTtl: number
  /** Whether requests have spans. */
  readonly isTraced: boolean
  readonly database: Database
  readonly platform: Platform
  /** What every repository is given. */
  readonly tools: RepositoryTools
  readonly permissions: PermissionResolver
  readonly adapters: AdapterRegistry
  readonly logger: Logger
  readonly rules: RuleEngine
  readonly schemas: EntitySchemaRegistry
  readonly fsm: FSMEngine
  readonly machineFor: MachineFor
  readonly events: ReadonlyMap<string, DeclaredEvent>
  /** Complete and checked, by the id of the module. */
  readonly configs: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  readonly realtime: RealTimeGateway
  readonly queue: JobQueue
  readonly jobs: ReadonlyMap<string, DeclaredJob>
  /** Is told after each commit that brought events. It neither throws nor waits. */
  readonly committed: (changes: Changes) => void
}
