/** The context: what every handler is given, and the words of a module that need it. */
export type { Caller } from './caller.ts'
export {
  type CommandHandler,
  cron,
  defineCommand,
  defineEntity,
  entityClass,
  defineQuery,
  job,
  type MediatorMiddleware,
  on,
  type QueryHandler,
} from './define.ts'
export {
  type ConfigDefinition,
  type ConfigOf,
  type ConfigTraits,
  defineConfig,
  type ModuleConfig,
} from './module-config.ts'
export type { DeclaredEvent, DeclaredJob, Kernel, MachineFor } from './kernel.ts'
export { fireTimer } from './firing/fire-timer.ts'
export type {
  EventOutlook,
  Lifecycles,
  MachineRef,
  Outlook,
  RecordRef,
} from './lives/lifecycles.ts'
export type { Driven, FirableRecord } from './firing/shot.ts'
export { type AfterHook, callAfter } from './hooks.ts'
export { RequestContext } from './request/request-context.ts'
export type {
  AnyRecord,
  HandlerContext,
  Organization,
  SystemContext,
} from './system-context.ts'
