/** Declares a module: what it is made of, in one screen. */
import type { BootRegistry } from './boot/boot-registry.ts'
import type { CommandTraits, QueryTraits } from '../cqrs/index.ts'
import type { EntityDefinition } from '../entity/index.ts'
import type { EventTraits, Subscription } from '../event/index.ts'
import type { ConfigTraits, SystemContext } from '../context/index.ts'
import type { JobTraits } from '../queue/index.ts'
import type { Migration } from '../repository/index.ts'
import type { Forward } from '../realtime/index.ts'
import type { RuleDefinition, RuleTemplate } from '../rule/index.ts'
import type { StateMachine } from '../state/index.ts'

/** What a module says of itself. */
export interface ModuleDeclaration {
  /** Unique in the system, lower-case: the namespace of all that it declares. */
  readonly id: string
  /** As in Semantic Versioning 2.0.0. */
  readonly version: string
  /** The modules whose fronts it uses. They boot before it. */
  readonly dependsOn?: readonly ModuleDefinition[]
  readonly entities?: readonly EntityDefinition[]
  readonly machines?: readonly StateMachine[]
  readonly rules?: readonly (RuleDefinition | RuleTemplate)[]
  /** The events that it tells beside those of its records' changes, which declare themselves. */
  readonly events?: readonly EventTraits[]
  readonly commands?: readonly CommandTraits[]
  readonly queries?: readonly QueryTraits[]
  readonly subscriptions?: readonly Subscription<SystemContext>[]
  /** What it does later, again and again, or at a time: `job(…)`, `cron(…)`. */
  readonly jobs?: readonly JobTraits[]
  /** What it changes of the stored schema by hand, beside what follows from its entities. */
  readonly migrations?: readonly Migration[]
  /** What of it can be set where it is composed. */
  readonly config?: ConfigTraits
  /** The events that go to realtime clients, and through which channels: `forward(orderPlaced, …)`. */
  readonly forwards?: readonly Forward[]
  /** Does what must be done once before the first request. At most a minute. */
  readonly boot?: (registry: BootRegistry) => void | Promise<void>
  /** Undoes what `boot` did. At most 5 seconds. */
  readonly shutdown?: () => void | Promise<void>
}

/** A declared module: its declaration with every list there, frozen. */
export interface ModuleDefinition
  extends Required<Omit<ModuleDeclaration, 'config' | 'boot' | 'shutdown'>> {
  readonly kind: 'module'
  readonly config?: ConfigTraits
  readonly boot?: (registry: BootRegistry) => void | Promise<void>
  readonly shutdown?: () => void | Promise<void>
}

/** Declares a module. Nothing is checked here: the boot checks all modules together. */
export function defineModule(declaration: ModuleDeclaration): ModuleDefinition {
  return Object.freeze({
    kind: 'module',
    dependsOn: [],
    entities: [],
    machines: [],
    rules: [],
    events: [],
    commands: [],
    queries: [],
    subscriptions: [],
    jobs: [],
    migrations: [],
    forwards: [],
    ...declaration,
  })
}
