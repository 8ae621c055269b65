/** What a store answers: stored rows of one organization, as the last flush left them. */
import type { EntitySchema } from '../../entity/index.ts'
import type { Row } from '../flush/changes.ts'
import type { UnitOfWork } from '../unit/unit-of-work.ts'
import type { FindBehind } from './refs/cross-refs.ts'
import type { Selection } from './list/selection.ts'

/** Reads stored rows of one entity in the unit's organization. */
export interface RowSource {
  /** Reads rows by id, deleted ones included, in any order. */
  byIds(ids: readonly string[]): Promise<readonly Row[]>
  /** Reads the rows of a selection, in its order. */
  select(selection: Selection): Promise<readonly Row[]>
  /** Counts the rows of a selection, whatever its page, and stops at `cap` when there is one. */
  tally(selection: Selection, cap: number | null): Promise<number>
}

/** Where records are read from: an entity, what is stored of it, and the unit that is laid over it. */
export interface ReadGround {
  readonly schema: EntitySchema
  readonly unit: UnitOfWork
  readonly source: RowSource
  /** Finds records of other entities as the unit knows them, without relying on them. */
  readonly findBehind: FindBehind
}
