/** Reads what a list is asked for from its query string: filters, order, page, count. */
import type { EntitySchema, SortSpec } from '@plinth/core'
import { meantOrKnown } from '@plinth/core/runtime'
import { shown } from '../problem/http-error.ts'
import { type Comparison, type FilterFields, readCondition } from './condition.ts'
import { type Inclusion, readInclude } from './include.ts'
import { ParameterFailures } from './parameter-failure.ts'
import type { Parameter } from './query-text.ts'

/** What lists of an entity can be asked for. */
export interface ListTraits {
  readonly schema: EntitySchema
  readonly fields: FilterFields
  readonly sortable: ReadonlySet<string>
  /** The most records on a page. */
  readonly mostRecords: number
}

/** What a list is asked for. */
export interface ListQuery {
  readonly params: ListParams
  /** The parameters that became conditions, in the order of the conditions. */
  readonly filters: readonly string[]
}

/** What the list query of an entity takes. */
export interface ListParams extends Inclusion {
  readonly where?: { readonly and: readonly Comparison[] }
  readonly sort?: readonly SortSpec[]
  readonly limit?: number
  readonly after?: string
  readonly total?: 'exact' | 'capped' | 'none'
}

/** The parameters that are no filters. A field of such a name is filtered as `limit.eq=5`. */
export const listParameters = ['after', 'limit', 'sort', 'count', 'include'] as const

/** The most keys of an order. */
export const mostSortKeys = 5

/**
 * Reads the parameters of a list.
 *
 * @throws CoreError `http.parameters-invalid`, with every failure at once.
 */
export function readListQuery(traits: ListTraits, parameters: readonly Parameter[]): ListQuery {
  const failures = new ParameterFailures()
  const conditions: Comparison[] = []
  const filters: string[] = []
  const params: ListParams = {}
  for (const parameter of merged(parameters, failures)) {
    const read = readers.get(parameter.name)
    if (read) {
      Object.assign(params, read(traits, parameter.value, failures))
      continue
    }
    const condition = readCondition(traits.fields, parameter, failures)
    if (!condition) continue
    conditions.push(condition)
    filters.push(parameter.name)
  }
  failures.throwIfAny()
  if (conditions.length === 0) return { params, filters }
  return { params: { ...params, where: { and: conditions } }, filters }
}

/** Joins what came several times, where several values can be asked for; elsewhere it is a mistake. */
function merged(
  parameters: readonly Parameter[],
  failures: ParameterFailures,
): readonly Parameter[] {
  const byName = new Map<string, string>()
  for (const { name, value } of parameters) {
    const before = byName.get(name)
    if (before !== undefined && !/\.(in|nin|containsAll)$/.test(name)) {
      const rest = 'give it once; several values go into one list, as in status.in=a,b'
      failures.add(name, 'repeated', `${shown(name)} comes more than once; ${rest}`)
    }
    byName.set(name, before === undefined ? value : `${before},${value}`)
  }
  return [...byName].map(([name, value]) => ({ name, value }))
}

type Reader = (traits: ListTraits, value: string, failures: ParameterFailures) => ListParams

const readers: ReadonlyMap<string, Reader> = new Map<(typeof listParameters)[number], Reader>([
  ['after', (_traits, after) => ({ after })],
  ['limit', readLimit],
  ['sort', readSort],
  ['count', readCount],
  ['include', ({ schema }, names, failures) => readInclude(schema, names, failures)],
])

function readLimit(
  { mostRecords }: ListTraits,
  text: string,
  failures: ParameterFailures,
): ListParams {
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (limit >= 1 && limit <= mostRecords) return { limit }

  const detail = `limit must be a whole number from 1 to ${mostRecords}, not ${shown(text)}`
  failures.add('limit', 'value', detail)
  return {}
}

function readSort({ sortable }: ListTraits, text: string, failures: ParameterFailures): ListParams {
  const sort = text.split(',', mostSortKeys + 1).map(sortKey)
  if (sort.length > mostSortKeys) {
    failures.add('sort', 'value', `sort takes at most ${mostSortKeys} fields`)
  }
  for (const { field } of sort) {
    if (sortable.has(field)) continue
    failures.add(
      'sort',
      'value',
      `there is no field ${shown(field)} to sort by. ${meantOrKnown(field, sortable)}`,
    )
  }
  return { sort }
}

function sortKey(text: string): SortSpec {
  return text.startsWith('-')
    ? { field: text.slice(1), direction: 'desc' }
    : { field: text, direction: 'asc' }
}

const counts: ReadonlySet<string> = new Set(['exact', 'capped', 'none'])

function isCount(text: string): text is 'exact' | 'capped' | 'none' {
  return counts.has(text)
}

function readCount(_traits: ListTraits, text: string, failures: ParameterFailures): ListParams {
  if (isCount(text)) return { total: text }
  failures.add('count', 'value', `count must be exact, capped or none, not ${shown(text)}`)
  return {}
}
