/** Puts modules and adapters together: a value that describes a system, and can start it. */
import { type ModuleConfig, type ModuleDefinition, type RoleGrants, roleTable } from '@plinth/core'
import type { System } from '@plinth/core/runtime'
import type { Adapters, Blueprint, Development, Layers, Organizations } from './blueprint.ts'
import { type OpenOptions, openSystem } from './open-system.ts'
import { startForOperator } from './start/start-for-operator.ts'
import type { Running } from './start/running.ts'

/** What a system is made of. */
export interface ComposeDeclaration extends Layers {
  /** What people call it. Its data bears the name: another system does not start on it. */
  readonly name: string
  /** The name that it had before; its data is then taken over under the new one. Default: none. */
  readonly was?: string
  readonly modules: readonly ModuleDefinition[]
  /** What the modules are configured with: module → key → value. Default: their defaults. */
  readonly config?: ModuleConfig
  /** What each role may do, as names and patterns. Default: no role may do anything. */
  readonly roles?: RoleGrants
  readonly adapters?: Adapters
  /**
   * The organizations that recurring jobs are done for. Default, in development alone: the one of
   * `development`. A system with recurring jobs does not start in production without it.
   */
  readonly organizations?: Organizations
  /** What makes the first minutes easy. Without effect in production. */
  readonly development?: Development
}

/** A composed system. */
export interface Composition extends Blueprint {
  readonly kind: 'composition'
  /**
   * Runs the system as the environment says (docs/configuration.md): database, modules, HTTP. Ends
   * the process with a sentence when it cannot start, and stops in order on SIGTERM and SIGINT.
   */
  start(): Promise<Running>
  /**
   * Opens the system without HTTP and without touching the process: for commands and tests. Stop it.
   *
   * @throws CoreError when the configuration, the modules or the database do not allow it.
   */
  open(options?: OpenOptions): Promise<System>
}

/** Composes a system. Nothing happens, and nothing is checked, before it starts. */
export function compose(declaration: ComposeDeclaration): Composition {
  const { config = {}, roles = {}, adapters = {}, development = {} } = declaration
  const permissions = roleTable(roles)
  const blueprint: Blueprint = {
    ...declaration,
    config,
    roles,
    permissions,
    adapters,
    development,
  }
  return Object.freeze({
    ...blueprint,
    kind: 'composition',
    start: () => startForOperator(blueprint),
    open: async (options: OpenOptions = {}) => (await openSystem(blueprint, options)).system,
  })
}
