/** The keys by which a list is ordered, as SQL knows them. */
import type { Selection } from '@plinth/core/runtime'
import type { Column, Table } from '../../table/index.ts'

/** One key of an order. */
export interface SortKey {
  readonly column: Column
  /** The column, read from the alias `o`. */
  readonly term: string
  readonly isAscending: boolean
}

/** Finds the columns of an order. A list is sorted by the first column of a field: money by its amount. */
export function sortKeys(table: Table, sort: Selection['sort']): readonly SortKey[] {
  return sort.flatMap(({ field, direction }) => {
    const [column] = table.fields.get(field)?.columns ?? []
    if (!column) return []
    return { column, term: `o.${column.quoted}`, isAscending: direction === 'asc' }
  })
}

/**
 * Writes the order: null before all else, and so last when descending. It is the order in which the
 * indexes are; the id comes last in them, without a word about null.
 */
export function orderBy(keys: readonly SortKey[]): string {
  const terms = keys.map(({ column, term, isAscending }) => {
    if (column.name === 'id') return isAscending ? term : `${term} desc`
    return isAscending ? `${term} nulls first` : `${term} desc nulls last`
  })
  return terms.join(', ')
}
