/** Where the persistence benchmarks run: a database of their own on the server that answers, or embedded. */
import { randomUUID } from 'node:crypto'
import process from 'node:process'
import { connectPostgres, openEmbedded, type SqlDriver } from '@plinth/postgres'
import { Client, Pool } from 'pg'

/** How many connections each contender has, and how many operations run at once. */
export const width = 16

/** A database for one benchmark. */
export interface Where {
  /** Ours. */
  readonly driver: SqlDriver
  /** Plain SQL past everything of ours, as the user that owns the database. */
  readonly sql: PlainSql
  /** The address for peers; null where the database is embedded and has none. */
  readonly url: string | null
  readonly note: string
  close(): Promise<void>
}

/** One statement; one with a name is prepared under it. */
export interface PlainStatement {
  readonly name?: string
  readonly text: string
  readonly values?: readonly unknown[]
}

/** Runs a statement. Rows are as node-postgres gives them. */
export type PlainSql = (
  statement: PlainStatement,
) => Promise<readonly Readonly<Record<string, unknown>>[]>

/** Opens the database: on the server of `DATABASE_URL` or of this machine, else in memory. */
export async function openWhere(): Promise<Where> {
  const server = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres'
  const version = await versionOf(server)
  return version === null ? inMemory() : onServer(server, version)
}

async function versionOf(server: string): Promise<string | null> {
  const client = new Client({ connectionString: server, connectionTimeoutMillis: 2_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string }>(
      "select current_setting('server_version') as version",
    )
    return rows[0]?.version ?? null
  } catch {
    return null
  } finally {
    await client.end().catch(() => {})
  }
}

async function onServer(server: string, version: string): Promise<Where> {
  const name = `plinth_bench_${randomUUID().slice(0, 8)}`
  const url = Object.assign(new URL(server), { pathname: name }).href
  await administer(server, [`create database ${name}`])
  const driver = await connectPostgres({ url, connections: width })
  const pool = new Pool({ connectionString: url, max: width })
  pool.on('error', endedWithTheDatabase)
  return {
    driver,
    url,
    note: `Postgres ${version} on this machine, ${width} at once`,
    async sql({ values = [], ...statement }) {
      const query = { ...statement, values: [...values] }
      const { rows } = await pool.query<Record<string, unknown>>(query)
      return rows
    },
    async close() {
      await pool.end()
      const roles = ['app', 'relay', 'owner'].map((role) => `drop role if exists ${name}_${role}`)
      await administer(server, [`drop database ${name} with (force)`, ...roles])
    },
  }
}

// A pool forgets its connections before they are closed; dropping the database ends them.
function endedWithTheDatabase(): void {}

async function administer(server: string, texts: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: server })
  await client.connect()
  for (const text of texts) await client.query(text)
  await client.end()
}

async function inMemory(): Promise<Where> {
  const driver = await openEmbedded()
  return {
    driver,
    url: null,
    note: 'embedded database, as no Postgres server answers: one connection, and no peers',
    async sql({ text, values = [] }) {
      const [result] = await driver.transact({ role: 'login' }, [{ text, values }])
      return result?.rows ?? []
    },
    close: async () => {},
  }
}
