/** How the mutations of one entity's records are heard: a pattern, and a filter that lets just them through. */
import { type EntityDefinition, kebabCase } from '../../entity/index.ts'
import { type Mutation, mutationsOf } from '../../repository/index.ts'

/** What somebody listens to who hears of an entity's records. */
export interface MutationsHeard {
  /** What the event types begin with: `sales.order`. */
  readonly told: string
  /** `sales.order.*`, which takes in events that the module itself declares, too. */
  readonly pattern: string
  readonly filter: (event: { readonly type: string }) => boolean
}

/** Lists the types of the events that tell of records: `sales.order.created`. Default: of all mutations. */
export function mutationTypes(
  module: string,
  { name, softDelete = true }: EntityDefinition,
  mutations: readonly Mutation[] = mutationsOf(softDelete),
): readonly string[] {
  return mutations.map((mutation) => `${module}.${kebabCase(name)}.${mutation}`)
}

/** Says how these mutations are heard. Default: all. */
export function mutationsHeard(
  module: string,
  entity: EntityDefinition,
  mutations?: readonly Mutation[],
): MutationsHeard {
  const types = new Set(mutationTypes(module, entity, mutations))
  const told = `${module}.${kebabCase(entity.name)}`
  return { told, pattern: `${told}.*`, filter: ({ type }) => types.has(type) }
}
