/** The embedded Postgres: a database in a thread of this process. */
export { type EmbeddedDriver, type EmbeddedOptions, openEmbedded } from './open-embedded.ts'
