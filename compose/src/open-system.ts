/** Opens a composed system: configuration, database, modules; no HTTP, and nothing of the process. */
import process from 'node:process'
import type { Logger, Platform } from '@plinth/core'
import {
  createSystem,
  registerAdapters,
  silentLogger,
  type System,
  type SystemParts,
  systemPlatform,
} from '@plinth/core/runtime'
import {
  type Adapters,
  type Blueprint,
  exampleOrganization,
  type Layers,
  type Organizations,
} from './blueprint.ts'
import {
  type Configuration,
  readConfiguration,
  type Variables,
} from './configuration/configuration.ts'
import type { Environment } from './configuration/variables.ts'
import { openQueue } from './queue/queue-adapter.ts'
import { cronExpressions } from './schedule/cron.ts'
import { make, type PartSetting } from './made.ts'
import { configuredDatabase } from './database/adapters.ts'
import type { DatabaseAdapter, OpenDatabase } from './database/database-adapter.ts'

/** What may differ from how the system was composed. */
export interface OpenOptions {
  /** Default: the environment of this process. */
  readonly variables?: Variables
  /** Default: the composed one, or what the environment says. */
  readonly database?: DatabaseAdapter
  /** Default: the host's clock, random source and ids. */
  readonly platform?: Platform
  /** Default: silent. */
  readonly logger?: Logger
}

/** A system that runs, and what it stands on. */
export interface OpenedSystem {
  readonly system: System
  readonly configuration: Configuration
  readonly store: OpenDatabase
  readonly platform: Platform
}

/**
 * Opens a system. What was opened is closed again when it fails.
 *
 * @throws CoreError when the configuration, the modules or the database do not allow it.
 */
export async function openSystem(
  blueprint: Blueprint,
  options: OpenOptions = {},
): Promise<OpenedSystem> {
  const { name, was, modules, config, permissions, adapters } = blueprint
  const { platform = systemPlatform(), logger = silentLogger } = options
  const configuration = readConfiguration(options.variables ?? process.env)
  const registered = registerAdapters(adapters, configuration.adapters)
  const { environment } = configuration
  const { queue } = adapters
  const jobs = openQueue({ modules, queue, environment }, { platform, logger })
  const mistakes = [...registered.mistakes, ...jobs.mistakes]
  const adapter = options.database ?? adapters.database ?? configuredDatabase()

  const store = await adapter.open({ system: { name, was }, configuration, platform, logger })
  const { database } = store
  try {
    const system = createSystem({
      modules,
      config,
      permissions,
      database,
      adapters: registered.registry,
      queue: jobs.queue,
      mistakes,
      cron: cronExpressions(),
      ...partsOf(adapters, { platform, logger }),
      ...layersOf(blueprint),
      ...organizationsOf(blueprint, environment),
      platform,
      logger,
    })
    await system.start()
    return { system, configuration, store, platform }
  } catch (error) {
    await database.close()
    throw error
  }
}

type Parts = Pick<SystemParts, 'realtime' | 'rateLimiter' | 'tracer' | 'scheduleMemory'>

function partsOf(
  { realtime, rateLimiter, tracer, scheduleMemory }: Adapters,
  setting: PartSetting,
): Parts {
  return {
    ...(realtime && { realtime: make(realtime, setting) }),
    ...(rateLimiter && { rateLimiter: make(rateLimiter, setting) }),
    ...(tracer && { tracer: make(tracer, setting) }),
    ...(scheduleMemory && { scheduleMemory: make(scheduleMemory, setting) }),
  }
}

function layersOf({ middleware = [], retry = {}, idempotencyTtl }: Blueprint): Layers {
  return { middleware, retry, ...(idempotencyTtl === undefined ? {} : { idempotencyTtl }) }
}

function organizationsOf(
  { organizations, development }: Blueprint,
  environment: Environment,
): { readonly organizations?: Organizations } {
  if (organizations) return { organizations }
  if (environment === 'production') return {}
  return { organizations: () => [exampleOrganization(development)] }
}
