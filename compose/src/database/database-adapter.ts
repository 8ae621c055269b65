/** The port to where a system keeps its records: a value that is opened when the system starts. */
import type { Logger, Platform } from '@plinth/core'
import type { Database } from '@plinth/core/runtime'
import type { SystemName } from '@plinth/postgres'
import type { Configuration } from '../configuration/configuration.ts'

/** A database to be opened. */
export interface DatabaseAdapter {
  /**
   * Opens the database and waits until it answers.
   *
   * @throws CoreError `database.…` or `config.invalid` when it cannot be opened, with one sentence why.
   */
  open(setting: DatabaseSetting): Promise<OpenDatabase>
}

/** What is known when a database is opened. */
export interface DatabaseSetting {
  /** What the system is called: its data bears that name, and is refused to others. */
  readonly system: SystemName
  readonly configuration: Configuration
  readonly platform: Platform
  readonly logger: Logger
}

/** A database that answers. */
export interface OpenDatabase {
  readonly database: Database
  /** Where the data is, for people, without secrets: `embedded, .plinth/data`. */
  readonly place: string
  /** What a crash leaves of the data, for people. */
  readonly survives: 'a crash of this process, not a power cut' | 'a power cut' | 'nothing'
}
