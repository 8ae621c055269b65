/** One connection: sends jobs as batches, keeps their deadline, and knows what it has parsed. */
import { type Client, DatabaseError as ServerError } from 'pg'
import { DatabaseError } from '../driver/database-error.ts'
import { termsStatement } from '../driver/scope.ts'
import type { QueryResult } from '../driver/sql-driver.ts'
import { Batch, type Step, stepOf } from './batch.ts'
import { lostError, timeoutError } from './connection-error.ts'
import type { Job } from './job.ts'
import { PreparedStatements } from './prepared-statements.ts'
import { serverError } from './server-error.ts'

/** What a connection is and may keep. */
export interface ConnectionOptions {
  /** Whom it reaches, for error sentences. */
  readonly place: string
  /** How many statements of each role stay prepared on the server. 0 prepares none. */
  readonly preparedStatements: number
}

// The server's own timeout should speak first: it knows that nothing happened.
const graceMs = 500

/** A connection of node-postgres, one job at a time. */
export class Connection {
  readonly #client: Client
  readonly #options: ConnectionOptions
  readonly #preparedByRole = new Map<string, PreparedStatements>()
  #usable = true

  constructor(client: Client, options: ConnectionOptions) {
    this.#client = client
    this.#options = options
  }

  /** Whether it can take another job; once false, always false. */
  get usable(): boolean {
    return this.#usable
  }

  /** Runs a job in one transaction and one round trip. */
  async run(job: Job): Promise<readonly QueryResult[]> {
    try {
      return await this.#attempt(job)
    } catch (error) {
      if (!isStale(error)) throw error

      for (const prepared of this.#preparedByRole.values()) prepared.forget()
      return await this.#attempt(job)
    }
  }

  async #attempt(job: Job): Promise<readonly QueryResult[]> {
    const steps = this.#steps(job)
    if (!job.terms) return this.#send(steps, job)

    const terms = stepOf(termsStatement(job.terms), this.#prepared('login'))
    const [, ...results] = await this.#send([terms, ...steps], job)
    return results
  }

  #steps({ role, statements }: Job): readonly Step[] {
    const prepared = this.#prepared(role)
    return statements.map((statement) => stepOf(statement, prepared))
  }

  // Postgres plans a statement for the role that runs it, so each role keeps its own.
  #prepared(role: string): PreparedStatements {
    const known = this.#preparedByRole.get(role)
    if (known) return known

    const prepared = new PreparedStatements(`${role}_`, this.#options.preparedStatements)
    this.#preparedByRole.set(role, prepared)
    return prepared
  }

  #send(steps: readonly Step[], job: Job): Promise<readonly QueryResult[]> {
    return new Promise((resolve, reject) => {
      const batch = new Batch(steps, {
        resolve(results) {
          clearTimeout(deadline)
          resolve(results)
        },
        reject: (error) => {
          clearTimeout(deadline)
          reject(this.#explain(error, batch.pendingText, job))
        },
      })
      const deadline = setTimeout(() => {
        this.#usable = false
        reject(timeoutError(this.#options.place, job))
      }, job.timeoutMs + graceMs)
      this.#client.query(batch)
    })
  }

  #explain(error: unknown, text: string | null, job: Job): Error {
    if (error instanceof RangeError) return error
    if (!(error instanceof ServerError)) {
      this.#usable = false
      return lostError(this.#options.place, job, error)
    }
    const explained = serverError(error, text)
    if (explained.outcome === 'unknown') this.#usable = false
    return explained
  }
}

function isStale(error: unknown): boolean {
  return error instanceof DatabaseError && error.condition === 'stale_statement'
}
