/** What is at hand while a file is planned, and where its mistakes are collected. */
import type { EntitySchema } from '@plinth/core'
import type { ImportMap } from '../map/import-map.ts'
import type { MapMistakes } from '../map/map-mistakes.ts'

/** A plan in the making. */
export interface PlanDraft {
  readonly schema: EntitySchema
  /** All entities of the system: references lead to them. */
  readonly entities: readonly EntitySchema[]
  /** The names of the columns, in order. */
  readonly header: readonly string[]
  readonly map: ImportMap
  readonly mistakes: MapMistakes
}
