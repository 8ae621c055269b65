/** A bounded number of connections to one database; each job gets one for itself. */
import type { Client, Pool, PoolClient } from 'pg'
import type { DatabaseError } from '../driver/database-error.ts'
import type { QueryResult } from '../driver/sql-driver.ts'
import { busyError, closedError } from './connection-error.ts'
import { Connection, type ConnectionOptions } from './connection.ts'
import type { Job } from './job.ts'

/** What connections are and how they fail. */
export interface ConnectionsOptions extends ConnectionOptions {
  /** How long a job waits for its turn, in milliseconds: the pool's `connectionTimeoutMillis`. */
  readonly waitMs: number
  /** Explains why a connection could not be made. */
  readonly explain: (error: unknown) => DatabaseError
}

/** Connections of a node-postgres pool. */
export class Connections {
  readonly #pool: Pool
  readonly #options: ConnectionsOptions
  readonly #byClient = new WeakMap<Client, Connection>()
  #running = 0
  #closing: Promise<void> | null = null
  #whenIdle = (): void => {}

  constructor(pool: Pool, options: ConnectionsOptions) {
    this.#pool = pool
    this.#options = options
    // The pool drops a connection that breaks while idle and makes another when it needs one;
    // without a listener the event would end the process.
    pool.on('error', ignore)
    pool.on('connect', (client) => client.on('error', ignore))
  }

  /** Runs a job on the next free connection. */
  async run(job: Job): Promise<readonly QueryResult[]> {
    if (this.#closing) throw closedError(this.#options.place)

    this.#running += 1
    try {
      return await this.#runOn(await this.#acquire(), job)
    } finally {
      this.#running -= 1
      if (this.#running === 0) this.#whenIdle()
    }
  }

  /** Refuses new jobs, lets the running ones end (each has its deadline), then disconnects. */
  close(): Promise<void> {
    this.#closing ??= this.#finish()
    return this.#closing
  }

  async #acquire(): Promise<PoolClient> {
    try {
      return await this.#pool.connect()
    } catch (error) {
      throw isBusy(error)
        ? busyError(this.#options.place, this.#options.waitMs)
        : this.#options.explain(error)
    }
  }

  async #runOn(client: PoolClient, job: Job): Promise<readonly QueryResult[]> {
    const connection = this.#connectionOf(client)
    try {
      return await connection.run(job)
    } finally {
      client.release(!connection.usable)
    }
  }

  #connectionOf(client: PoolClient): Connection {
    const known = this.#byClient.get(client)
    if (known) return known

    const connection = new Connection(client, this.#options)
    this.#byClient.set(client, connection)
    return connection
  }

  async #finish(): Promise<void> {
    if (this.#running > 0) {
      await new Promise<void>((resolve) => {
        this.#whenIdle = resolve
      })
    }
    await this.#pool.end()
  }
}

// node-postgres has no code for it.
function isBusy(error: unknown): boolean {
  return error instanceof Error && error.message === 'timeout exceeded when trying to connect'
}

function ignore(): void {}
