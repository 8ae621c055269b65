/**
 * What the background processes of a server do, for a Postgres that has none: embedded, nothing
 * else would ever end the growth of the log, remove dead rows or count what the planner needs.
 */
import type { PGlite } from '@electric-sql/pglite'

const requestsBetweenLooks = 1_000
const bytesBetweenLooks = 8 * 2 ** 20

// A log of this size is replayed in a third of a second after a crash.
const mostLogBytes = 32 * 2 ** 20

/** Counts requests, and says after how much work it is time to look after the database. */
export class Housekeeping {
  readonly #database: PGlite
  #requests = 0
  #bytes = 0

  constructor(database: PGlite) {
    this.#database = database
  }

  /** Notes a request of this many bytes, and does what is due. Call between transactions. */
  async after(bytes: number): Promise<void> {
    this.#requests += 1
    this.#bytes += bytes
    if (this.#requests < requestsBetweenLooks && this.#bytes < bytesBetweenLooks) return

    this.#requests = 0
    this.#bytes = 0
    // In this order: a vacuum writes to the log itself, at worst every page that it touches.
    await this.#vacuum()
    await this.#checkpoint()
  }

  async #vacuum(): Promise<void> {
    const { rows } = await this.#database.query<{ name: string }>(neglectedTables)
    for (const { name } of rows) await this.#database.exec(`vacuum (analyze) ${name}`)
  }

  async #checkpoint(): Promise<void> {
    const { rows } = await this.#database.query<{ bytes: number }>(logSize)
    if ((rows[0]?.bytes ?? 0) > mostLogBytes) await this.#database.exec('checkpoint')
  }
}

const logSize = `
  select (pg_current_wal_insert_lsn() - redo_lsn)::float8 as bytes from pg_control_checkpoint()`

// The rules of autovacuum (manual, 24.1.6), with a larger base: each run holds up all others.
const neglectedTables = `
  select format('%I.%I', schemaname, relname) as name
  from pg_stat_user_tables
  where n_dead_tup > 1000 + 0.2 * n_live_tup
     or n_mod_since_analyze > 1000 + 0.1 * n_live_tup`
