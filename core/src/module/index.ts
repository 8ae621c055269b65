/** Modules: declared, checked together, and run as a system. */
export type { Mistake } from './check/index.ts'
export { createSystem } from './create-system.ts'
export { defineModule, type ModuleDeclaration, type ModuleDefinition } from './define-module.ts'
export { messageType } from './messages/entity-messages.ts'
export { type ImportOutcome, importLimit } from './messages/import-records.ts'
export { createPresenter, type Present } from './presenter.ts'
export type { BootedModule, System, SystemParts } from './system.ts'
