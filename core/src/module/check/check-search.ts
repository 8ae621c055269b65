/** Checks entities whose records search is told of: that there is a search, and something to tell it. */
import type { AdapterRegistry } from '../../adapter/index.ts'
import type { EntityDefinition } from '../../entity/index.ts'
import { withArticle } from '../../primitives/index.ts'
import { searchableTypes, searchedFields } from '../implied/index.ts'
import type { Declarations } from './declarations.ts'
import type { Mistake } from './mistake.ts'

/** Finds entities with `searchSync` that no search adapter waits for, or that have nothing for it. */
export function checkSearch(
  { entities }: Declarations,
  adapters: Pick<AdapterRegistry, 'has'>,
): readonly Mistake[] {
  const synced = entities.filter(({ it }) => it.searchSync === true)
  const noAdapter = adapters.has('search')
    ? []
    : ['the system has no adapter for "search": add one under adapters.search']
  return synced.flatMap(({ module, it }) =>
    [...noAdapter, ...fieldProblems(it)].map((problem) => ({
      module,
      message: `entity ${it.name} has searchSync, and ${problem}`,
    })),
  )
}

function fieldProblems(entity: EntityDefinition): readonly string[] {
  const searched = searchedFields(entity)
  if (searched.length === 0) {
    return ['no field for it: mark one with searchable: true that is not sensitive']
  }
  const unknown = searched.filter(({ type }) => !searchableTypes.includes(type))
  const allowed = searchableTypes.join(', ')
  return unknown.map(
    ({ key, type }) =>
      `its searchable field "${key}" is ${withArticle(type)}; search holds ${allowed}`,
  )
}
