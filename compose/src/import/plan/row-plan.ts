/** How a row of one file becomes a record of one entity: worked out once, before the first row. */
import type { EntitySchema, FieldSchema } from '@plinth/core'
import type { CellSource } from '../value/cell-source.ts'
import type { ReadValue } from '../value/read-value.ts'

/** The plan of a file. */
export interface RowPlan {
  readonly schema: EntitySchema
  /** The fields by which a record is recognised. */
  readonly key: readonly string[]
  readonly fields: readonly FieldPlan[]
  /** Whether fields may be set that a machine drives: the file brings history. */
  readonly history: boolean
  /** How many cells a row has. */
  readonly width: number
  /** What people should know before the first row: columns that are not used. */
  readonly notes: readonly string[]
}

/** Where the value of one field comes from. */
export interface FieldPlan {
  readonly field: FieldSchema
  readonly source: CellSource
  /** Reads the value; for a reference, the value that the other record is known by. */
  readonly read: ReadValue
  /** The entity referred to, and its field that the value is compared with. */
  readonly reference: ReferenceTarget | null
}

/** A unique field of an entity, by which its records are found. */
export interface ReferenceTarget {
  readonly schema: EntitySchema
  /** `id` when the file holds ids. */
  readonly field: string
}
