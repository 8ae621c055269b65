/** Which records to read, in which order, from where on: complete, and checked against the schema. */
import type { RuleExpr } from '../../../rule/index.ts'
import type { SortSpec } from '../../query-options.ts'
import type { CrossingTree } from '../refs/cross-refs.ts'

/** A complete description of a read. */
export interface Selection {
  /** Bare field paths; null takes every record. */
  readonly where: RuleExpr | null
  /** The refs that `where` crosses: `{ customer: {} }`; empty where it reads the record alone. */
  readonly crossings: CrossingTree
  /** Ends with `id`, so that the order is total. */
  readonly sort: readonly Required<SortSpec>[]
  readonly limit: number
  readonly offset: number
  /** The values of `sort` in the last record of the page before; null starts at the beginning. */
  readonly after: readonly unknown[] | null
  readonly withDeleted: boolean
  /** What `withinDays` takes for now, in epoch milliseconds. */
  readonly now: number
}
