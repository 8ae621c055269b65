/**
 * Statements as one message to the server, and the answers to them.
 *
 * The statements go out one behind the other with a single Sync at the end. Up to there Postgres
 * treats them as one transaction (PostgreSQL manual, 55.2.4 "Pipelining"): it commits at the Sync,
 * and after a failure it skips the rest and rolls back. So there is no `begin` and no `commit` to
 * send, to wait for or to misread, and a first statement that fails protects the others.
 */
import type { Connection, Submittable } from 'pg'
import type { QueryResult, SqlRow } from '../driver/sql-driver.ts'
import type { Statement } from '../driver/statement.ts'
import { type Encoded, encodeParameter } from './encode-parameter.ts'
import type { Prepared, PreparedStatements } from './prepared-statements.ts'
import { columnsOf, type Field, readRow } from './row-reader.ts'

/** One statement, ready to be sent. */
export interface Step {
  readonly prepared: Prepared
  readonly values: Encoded[]
}

/** Readies a statement. A value that cannot be encoded fails here, before anything is sent. */
export function stepOf({ text, values = [] }: Statement, known: PreparedStatements): Step {
  return { prepared: known.take(text), values: values.map(encodeParameter) }
}

/** Who waits for a batch: told once that it has committed, or what the server or the socket said. */
export interface Answer {
  resolve(results: readonly QueryResult[]): void
  reject(error: unknown): void
}

/** One transaction on the wire. node-postgres calls `submit`, then a handler for each message. */
export class Batch implements Submittable {
  readonly #steps: readonly Step[]
  readonly #answer: Answer
  readonly #results: QueryResult[] = []
  #rows: SqlRow[] = []
  #parsedHere: Prepared[] = []
  #unreadable: unknown = null

  constructor(steps: readonly Step[], answer: Answer) {
    this.#steps = steps
    this.#answer = answer
  }

  /** The text that has not been answered yet; null when all have been and only the commit is left. */
  get pendingText(): string | null {
    return this.#current?.text ?? null
  }

  /** Writes everything in one piece. */
  submit(connection: Connection): void {
    connection.stream.cork()
    for (const step of this.#steps) this.#write(step, connection)
    connection.sync()
    connection.stream.uncork()
  }

  handleRowDescription({ fields }: { readonly fields: readonly Field[] }): void {
    if (this.#current) this.#current.columns = columnsOf(fields)
  }

  // An error thrown here would end in the socket's reader: it is kept for the end of the batch.
  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    try {
      this.#rows.push(readRow(this.#current?.columns ?? [], fields))
    } catch (error) {
      this.#unreadable ??= error
    }
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#finishStatement(countOf(text))
  }

  handleEmptyQuery(): void {
    this.#finishStatement(0)
  }

  // Only now has the transaction committed.
  handleReadyForQuery(): void {
    if (this.#unreadable) this.#answer.reject(this.#unreadable)
    else this.#answer.resolve(this.#results)
  }

  handleError(error: unknown): void {
    for (const prepared of this.#parsedHere) prepared.parsed = false
    this.#answer.reject(error)
  }

  get #current(): Prepared | undefined {
    return this.#steps[this.#results.length]?.prepared
  }

  #write({ prepared, values }: Step, connection: Connection): void {
    const { name, text } = prepared
    if (!prepared.parsed) {
      // The name may still belong to a statement that failed half-way or that had to leave.
      connection.close({ type: 'S', name }, false)
      connection.parse({ name, text, types: [] }, false)
      prepared.parsed = name !== ''
      this.#parsedHere.push(prepared)
    }
    connection.bind({ statement: name, values }, false)
    if (!prepared.columns) connection.describe({ type: 'P' }, false)
    connection.execute({}, false)
  }

  #finishStatement(count: number): void {
    const current = this.#current
    if (current && current.name !== '') current.columns ??= []
    this.#results.push({ rows: this.#rows, count })
    this.#rows = []
  }
}

/** Reads the count from a command tag: `SELECT 5`, `INSERT 0 1`, `CREATE TABLE`. */
function countOf(tag: string): number {
  const count = Number(tag.slice(tag.lastIndexOf(' ') + 1))
  return Number.isNaN(count) ? 0 : count
}
