/** Modules and adapters, composed into a running system. */
export type { Adapters, Blueprint, Development, Layers, Organizations } from './blueprint.ts'
export type { Identity } from '@plinth/http'
export { type ComposeDeclaration, type Composition, compose } from './compose.ts'
export type { Configuration, Variables } from './configuration/configuration.ts'
export type { Secret } from './configuration/secret.ts'
export type { Environment } from './configuration/variables.ts'
export {
  type EmbeddedAdapterOptions,
  embedded,
  memory,
  type PostgresAdapterOptions,
  postgres,
} from './database/adapters.ts'
export type {
  DatabaseAdapter,
  DatabaseSetting,
  OpenDatabase,
} from './database/database-adapter.ts'
export type { LogLevel } from './log/log-line.ts'
export type { Made, PartSetting } from './made.ts'
export type { OpenOptions } from './open-system.ts'
export { roleTable } from '@plinth/core'
export { inMemory, type QueueAdapter, type QueueSetting } from './queue/queue-adapter.ts'
export { systemCaller } from './permission/system-caller.ts'
export type { Running } from './start/running.ts'
