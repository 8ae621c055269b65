/** The databases that come with Plinth, as values to compose with. */
import { access, constants, mkdir } from 'node:fs/promises'
import { CoreError } from '@plinth/core'
import { memoryDatabase } from '@plinth/core/runtime'
import {
  connectPostgres,
  openEmbedded,
  postgresDatabase,
  type SqlDriver,
  type SystemName,
} from '@plinth/postgres'
import { OperatorError } from '../operator/operator-error.ts'
import type { DatabaseAdapter, OpenDatabase } from './database-adapter.ts'

/** What may be said of a Postgres server. */
export interface PostgresAdapterOptions {
  /** `postgres://user:password@host:port/database`. Default: `DATABASE_URL`. */
  readonly url?: string
  /** How many transactions may run at once. Default 10. */
  readonly connections?: number
}

/** What may be said of the embedded database. */
export interface EmbeddedAdapterOptions {
  /** Where the data lives. Default: `PLINTH_DATA_DIR`. */
  readonly dataDir?: string
}

/** Keeps records on a Postgres server. */
export function postgres(options: PostgresAdapterOptions = {}): DatabaseAdapter {
  return {
    async open({ configuration, system }) {
      const { url = configuration.databaseUrl?.reveal(), ...rest } = options
      if (url === undefined) throw noAddress()
      return onDriver(await connectPostgres({ url, ...rest }), system)
    },
  }
}

/** Keeps records in the Postgres inside this process, in a directory that it has for itself. */
export function embedded(options: EmbeddedAdapterOptions = {}): DatabaseAdapter {
  return {
    async open({ configuration, logger, system }) {
      const { dataDir = configuration.dataDir } = options
      await makeUsable(dataDir)
      return onDriver(await openEmbedded({ dataDir, logger }), system)
    },
  }
}

/** Keeps records in memory: for tests, and for trying things out. */
export function memory(): DatabaseAdapter {
  return {
    open: async () => ({ database: memoryDatabase(), place: 'in memory', survives: 'nothing' }),
  }
}

/** The database that the environment names: a server at `DATABASE_URL`, or else the embedded one. */
export function configuredDatabase(): DatabaseAdapter {
  return {
    open: (setting) => (setting.configuration.databaseUrl ? postgres() : embedded()).open(setting),
  }
}

function onDriver(driver: SqlDriver, system: SystemName): OpenDatabase {
  const survives = driver.survivesPowerLoss
    ? 'a power cut'
    : 'a crash of this process, not a power cut'
  return { database: postgresDatabase(driver, system), place: driver.place, survives }
}

async function makeUsable(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new OperatorError(`the data directory ${directory} cannot be used: ${reason}`, {
      next: 'Set PLINTH_DATA_DIR to a directory that this user may write in.',
      cause: error,
    })
  }
}

function noAddress(): CoreError {
  const example = 'postgres://user:password@host:5432/name'
  return new CoreError(
    'config.invalid',
    `the system is composed with a Postgres server, and DATABASE_URL is not set: ${example}`,
  )
}
