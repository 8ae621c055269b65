/** The adapters that a system is composed with, as one writes them down. */
import { CoreError } from '../errors/index.ts'
import { meantOrKnown } from '../primitives/index.ts'
import { type AdapterContracts, type AdapterType, adapterTypes } from './adapter-contracts.ts'
import { type ActiveAdapters, AdapterRegistry } from './registry.ts'

/** Several adapters of one type, and which of them is active. */
export interface AdapterChoice<A> {
  readonly available: readonly A[]
  /** Default: the first. */
  readonly active?: string
}

/** One adapter, several (the first is active), or several and the name of the active one. */
export type AdapterEntry<A> = A | readonly A[] | AdapterChoice<A>

/** Type → adapters: `{ payment: [stripe(), manual()] }`. */
export type AdapterSet = {
  readonly [Type in AdapterType]?: AdapterEntry<AdapterContracts[Type]>
}

/** Adapters that were registered, and what is wrong with them, a sentence each. */
export interface RegisteredAdapters {
  readonly registry: AdapterRegistry
  readonly mistakes: readonly string[]
}

/**
 * Registers what a system was composed with. `chosen` comes from the configuration and goes before
 * what the set says is active.
 *
 * @throws CoreError `config.invalid` with every adapter that is chosen and not there, naming what is,
 *   and every name that two adapters share.
 */
export function adapterRegistry(set: AdapterSet, chosen: ActiveAdapters = {}): AdapterRegistry {
  const { registry, mistakes } = registerAdapters(set, chosen)
  if (mistakes.length === 0) return registry
  throw new CoreError('config.invalid', mistakes.join('\n'), { mistakes })
}

/** Registers them as `adapterRegistry` does, and gives the mistakes back, to be told with others. */
export function registerAdapters(set: AdapterSet, chosen: ActiveAdapters = {}): RegisteredAdapters {
  const active = Object.fromEntries(
    adapterTypes.flatMap((type) => {
      const name = chosen[type] ?? choiceOf(set, type).active
      return name === undefined ? [] : [[type, name]]
    }),
  )
  const registry = new AdapterRegistry(active)
  const mistakes = [
    ...adapterTypes.flatMap((type) => registerAll(registry, set, type)),
    ...adapterTypes.flatMap((type) => missing(registry, type, active[type])),
  ]
  return { registry, mistakes }
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it ties the set's adapters to the registry's
function registerAll<Type extends AdapterType>(
  registry: AdapterRegistry,
  set: AdapterSet,
  type: Type,
): readonly string[] {
  return choiceOf(set, type).available.flatMap((adapter) => {
    if (registry.names(type).includes(adapter.name)) {
      return [`adapters.${type}: two adapters are called "${adapter.name}"`]
    }
    registry.register(type, adapter)
    return []
  })
}

function missing(
  registry: AdapterRegistry,
  type: AdapterType,
  active: string | undefined,
): readonly string[] {
  if (active === undefined || registry.has(type, active)) return []
  const hint = meantOrKnown(active, registry.names(type))
  return [`adapters.${type}.active is "${active}", and there is no such adapter. ${hint}`]
}

function choiceOf<Type extends AdapterType>(
  set: AdapterSet,
  type: Type,
): AdapterChoice<AdapterContracts[Type]> {
  const entry: AdapterEntry<AdapterContracts[Type]> | undefined = set[type]
  if (entry === undefined) return { available: [] }
  if (isList(entry)) return { available: entry }
  return isChoice(entry) ? entry : { available: [entry] }
}

function isList<A>(entry: AdapterEntry<A>): entry is readonly A[] {
  return Array.isArray(entry)
}

function isChoice<A>(entry: A | AdapterChoice<A>): entry is AdapterChoice<A> {
  return typeof entry === 'object' && entry !== null && 'available' in entry
}
