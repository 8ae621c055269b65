/** Opens the embedded Postgres: in a directory that this process has for itself, or in memory. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from '@plinth/core'
import { silentLogger } from '@plinth/core/runtime'
import { Pool } from 'pg'
import { DatabaseError } from '../driver/database-error.ts'
import type { Session, SqlDriver } from '../driver/sql-driver.ts'
import { Connections } from '../wire/connections.ts'
import { PooledDriver, rolesOf } from '../wire/pooled-driver.ts'
import { EmbeddedHost } from './embedded-host.ts'
import { type DirectoryLock, lockDirectory } from './lock/directory-lock.ts'

/** Where the data lives, and how the driver behaves. */
export interface EmbeddedOptions {
  /** The directory of the data, made when it is missing. Absent: in memory, gone with the driver. */
  readonly dataDir?: string
  /** What a new database begins as: a `dump()`. Default an empty database. */
  readonly from?: Uint8Array
  /** Milliseconds for a call whose scope names none. Default 30,000. */
  readonly timeoutMs?: number
  /** Default silent. */
  readonly logger?: Logger
}

/** The embedded database: a driver whose data can be copied as a whole. */
export interface EmbeddedDriver extends SqlDriver {
  /** Copies the database as an archive from which another one can begin: tests migrate once. */
  dump(): Promise<Uint8Array>
}

/**
 * Opens the embedded Postgres and waits until it answers.
 *
 * What was committed survives a crash of this process, not of the machine: PGlite does not flush
 * to the disk. Calls run one after the other; one that passes its time ends the database's thread,
 * and the next call starts it again.
 *
 * @throws DatabaseError `database.locked` when another process, or this one, has the directory open.
 */
export async function openEmbedded(options: EmbeddedOptions = {}): Promise<EmbeddedDriver> {
  const { dataDir } = options
  if (dataDir === undefined) return openUnder(null, options)

  await makeDirectory(dataDir)
  const lock = await lockDirectory(dataDir)
  return openUnder(lock, options).catch(async (error: unknown) => {
    await lock.release()
    throw error
  })
}

// PGlite has one connection. It stays as long as the driver; its start may have to make a template
// or to replay a log.
const pool = {
  host: 'embedded',
  user: 'postgres',
  database: 'postgres',
  ssl: false,
  max: 1,
  min: 1,
}
const startMs = 60_000

async function openUnder(
  lock: DirectoryLock | null,
  options: EmbeddedOptions,
): Promise<EmbeddedDriver> {
  const { dataDir, timeoutMs = 30_000 } = options
  const place = dataDir === undefined ? 'embedded, in memory' : `embedded, ${dataDir}`
  const host = hostOf(options)
  const connections = connectionsTo(host, place)
  lock?.lost.addEventListener('abort', () => void host.abandon(lockLost(place)))

  const driver = new PooledDriver(connections, {
    place,
    timeoutMs,
    roles: rolesOf(pool.database),
    exclusive: true,
    survivesPowerLoss: false,
    openSession: async () => sharedSession(host, connections, timeoutMs),
    async end() {
      await host.untilGone()
      await lock?.release()
    },
  })
  await driver.query({ role: 'login', timeoutMs: startMs }, { text: 'select 1' })
  return Object.assign(driver, { dump: () => host.dump() })
}

function hostOf({ dataDir, from, logger = silentLogger }: EmbeddedOptions): EmbeddedHost {
  const directory = dataDir === undefined ? null : join(dataDir, 'postgres')
  const sentence = 'the template of the embedded database was missing and had to be made first'
  return new EmbeddedHost({
    request: { directory, archive: from ?? null },
    onTemplateMade: () => logger.warn(sentence),
  })
}

function connectionsTo(host: EmbeddedHost, place: string): Connections {
  const config = {
    ...pool,
    idleTimeoutMillis: 0,
    allowExitOnIdle: true,
    connectionTimeoutMillis: startMs,
    stream: () => host.socket(),
  }
  const explain = (error: unknown): DatabaseError => startError(place, error)
  return new Connections(new Pool(config), {
    place,
    explain,
    waitMs: startMs,
    preparedStatements: 256,
  })
}

// There is one connection, and whoever holds it would keep it from all others. Locks need none:
// nobody else could hold them.
function sharedSession(host: EmbeddedHost, connections: Connections, timeoutMs: number): Session {
  const lost = new AbortController()
  void host.untilGone().then(() => lost.abort())
  return {
    lost: lost.signal,
    async query(statement) {
      const job = { role: 'login', terms: null, statements: [statement], timeoutMs } as const
      const [result = { rows: [], count: 0 }] = await connections.run(job)
      return result
    },
    async release() {},
  }
}

async function makeDirectory(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw new DatabaseError({
      code: 'database.failed',
      message: `the data directory ${path} cannot be made: ${String(error)}`,
      outcome: 'nothing',
      cause: error,
    })
  })
}

function startError(place: string, error: unknown): DatabaseError {
  if (error instanceof DatabaseError) return error

  const reason = error instanceof Error ? error.message : String(error)
  return new DatabaseError({
    code: 'database.failed',
    message: `the database (${place}) does not start: ${reason}`,
    outcome: 'nothing',
    cause: error,
  })
}

function lockLost(place: string): DatabaseError {
  return new DatabaseError({
    code: 'database.locked',
    message: `the database (${place}) was taken over by another process: this one did not show a sign of life for too long`,
    outcome: 'nothing',
  })
}
