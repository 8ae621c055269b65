/** An event aimed at a record, and what has come of it. */
import type { Row } from '../../repository/index.ts'
import type { Id } from '../../schema/index.ts'
import type { TransitionResult } from '../../state/index.ts'

/** A stored record, as far as a machine needs to know it. */
export interface FirableRecord {
  readonly id: string
  readonly version: number
}

/** A record that a machine of the entity `Name` drives; for a record of another entity, a sentence. */
export type Driven<R, Name extends string> = R extends { readonly id: Id<NoInfer<Name>> }
  ? R
  : `a record of ${NoInfer<Name>}`

/** An event aimed at a record. */
export interface Shot {
  readonly machineId: string
  readonly record: FirableRecord
  readonly event: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** The record as it is now, and what came of the transition. */
export interface Outcome {
  readonly record: Row
  readonly result: TransitionResult
}
