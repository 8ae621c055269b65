/** Connects to a Postgres server. */
import { CoreError } from '@plinth/core'
import { Client, type ClientConfig, Pool, type PoolConfig } from 'pg'
import type { SqlDriver } from '../driver/sql-driver.ts'
import { Connections } from '../wire/connections.ts'
import { PooledDriver, rolesOf, type Traits } from '../wire/pooled-driver.ts'
import { connectError, type Target } from './connect-error.ts'
import { ServerSessions } from './server-session.ts'

/** Which server, and how much of it. */
export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string
  /** How many transactions may run at once. Default 10. Waiting jobs take their turn. */
  readonly connections?: number
  /** Milliseconds for a call whose scope names none. Default 30,000. */
  readonly timeoutMs?: number
  /** Milliseconds to wait for a connection, or for one to become free. Default 10,000. */
  readonly connectTimeoutMs?: number
  /**
   * How many statements of each role a connection keeps prepared. Default 256. 0 is for a proxy
   * that pools transactions and cannot follow prepared statements.
   */
  readonly preparedStatements?: number
}

/**
 * Connects to a server, and tells whether it answers: the first connection is made here.
 *
 * @throws CoreError `config.invalid` when the address is none.
 * @throws DatabaseError `database.unreachable` or `database.refused`, with one sentence why.
 */
export async function connectPostgres(options: PostgresOptions): Promise<SqlDriver> {
  const { connections: max = 10, timeoutMs = 30_000, connectTimeoutMs = 10_000 } = options
  const target = targetOf(options.url)
  const place = `${target.host}:${target.port}/${target.database}`
  const config: ClientConfig = {
    connectionString: options.url,
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: 'plinth',
  }
  const explain = (error: unknown) => connectError(error, target)

  const connections = new Connections(new Pool(poolConfig(config, max)), {
    place,
    explain,
    waitMs: connectTimeoutMs,
    preparedStatements: options.preparedStatements ?? 256,
  })
  const sessions = new ServerSessions({ config, place, timeoutMs, explain })
  return new PooledDriver(connections, {
    ...(await introduce(connections)),
    place,
    timeoutMs,
    exclusive: false,
    openSession: () => sessions.open(),
    end: () => sessions.close(),
  })
}

// An idle connection stays for a minute, and does not keep the process alive.
function poolConfig(config: ClientConfig, max: number): PoolConfig {
  return { ...config, max, idleTimeoutMillis: 60_000, allowExitOnIdle: true }
}

type Introduction = Pick<Traits, 'roles' | 'survivesPowerLoss'>

const introduction = `select current_database() as database,
  current_setting('fsync') = 'on' and current_setting('synchronous_commit') <> 'off' as durable`

/** Asks the database what it is. A database that cannot be reached is left at once. */
async function introduce(connections: Connections): Promise<Introduction> {
  try {
    const statements = [{ text: introduction }]
    const job = { role: 'login', terms: null, statements, timeoutMs: 10_000 } as const
    const [result] = await connections.run(job)
    const row = result?.rows[0]
    return {
      roles: rolesOf(String(row?.['database'])),
      survivesPowerLoss: row?.['durable'] === true,
    }
  } catch (error) {
    await connections.close()
    throw error
  }
}

// node-postgres reads the address and the PG* variables; this asks it what it made of them.
function targetOf(url: string): Target {
  try {
    const { host, port, database, user } = new Client({ connectionString: url })
    return { host, port, database: database ?? '', user: user ?? '' }
  } catch {
    // Its own message may repeat the password.
    throw new CoreError(
      'config.invalid',
      'the database address is not valid; it should look like postgres://user:password@host:5432/name',
    )
  }
}
