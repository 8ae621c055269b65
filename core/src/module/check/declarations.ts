/** All that the modules declare, each thing with its module, and findable by name. */
import type { CommandTraits, QueryTraits } from '../../cqrs/index.ts'
import type { EntityDefinition } from '../../entity/index.ts'
import type { EventTraits, Subscription } from '../../event/index.ts'
import type { HandlerContext } from '../../context/index.ts'
import type { JobTraits } from '../../queue/index.ts'
import type { Forward } from '../../realtime/index.ts'
import type { RuleDefinition, RuleTemplate } from '../../rule/index.ts'
import { asDeclared } from '../../schema/index.ts'
import type { StateMachine } from '../../state/index.ts'
import type { ModuleDefinition } from '../define-module.ts'
import {
  channelForwards,
  hookSubscriptions,
  mutationTypes,
  searchSubscriptions,
} from '../implied/index.ts'

/** A declared thing and the id of the module that declares it. */
export interface Declared<T> {
  readonly module: string
  readonly it: T
}

/** Everything declared, module by module in the order of the composition. */
export interface Declarations {
  /** As they were listed; an id that is taken twice is there twice. */
  readonly composed: readonly ModuleDefinition[]
  /** Each id once. */
  readonly modules: readonly ModuleDefinition[]
  readonly entities: readonly Declared<EntityDefinition>[]
  readonly machines: readonly Declared<StateMachine>[]
  readonly rules: readonly Declared<RuleDefinition | RuleTemplate>[]
  readonly events: readonly Declared<EventTraits>[]
  readonly commands: readonly Declared<CommandTraits>[]
  readonly queries: readonly Declared<QueryTraits>[]
  readonly subscriptions: readonly Declared<Subscription<HandlerContext>>[]
  readonly jobs: readonly Declared<JobTraits>[]
  readonly forwards: readonly Declared<Forward>[]
  readonly entityByName: ReadonlyMap<string, Declared<EntityDefinition>>
  /** Declared event types, and those of records' changes. */
  readonly eventTypes: ReadonlySet<string>
}

/** Tells whether what a module lists among its entities is one, or a class that extends one. */
export function isEntity(listed: unknown): listed is EntityDefinition {
  if (typeof listed !== 'function' && (typeof listed !== 'object' || listed === null)) return false
  return Reflect.get(asDeclared(listed), 'kind') === 'entity'
}

/** Collects what the modules declare: what is none of its kind is left to the check. */
export function declarationsOf(composed: readonly ModuleDefinition[]): Declarations {
  const firsts = new Map(composed.toReversed().map((module) => [module.id, module]))
  const modules = [...new Set(composed)].filter((module) => firsts.get(module.id) === module)
  const all = <T>(listOf: (module: ModuleDefinition) => readonly T[]) =>
    modules.flatMap((module) => listOf(module).map((it) => ({ module: module.id, it })))

  const entities = all((module) => module.entities.filter(isEntity).map(asDeclared))
  const events = all((module) => module.events)
  const implied = <T>(listOf: (module: string, entity: EntityDefinition) => readonly T[]) =>
    entities.flatMap(({ module, it }) => listOf(module, it).map((one) => ({ module, it: one })))

  return {
    composed,
    modules,
    entities,
    machines: all((module) => module.machines),
    rules: all((module) => module.rules),
    events,
    commands: all((module) => module.commands),
    queries: all((module) => module.queries),
    subscriptions: [
      ...all((module) => module.subscriptions),
      ...implied(hookSubscriptions),
      ...implied(searchSubscriptions),
    ],
    jobs: all((module) => module.jobs),
    forwards: [...all((module) => module.forwards), ...implied(channelForwards)],
    entityByName: new Map(entities.toReversed().map((entity) => [entity.it.name, entity])),
    eventTypes: new Set([
      ...events.map(({ it }) => it.type),
      ...entities.flatMap(({ module, it }) => mutationTypes(module, it)),
    ]),
  }
}
