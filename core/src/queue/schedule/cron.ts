/** The port to a reader of cron expressions. It knows no time zones: those are core's. */
import type { Timestamp } from '../../primitives/index.ts'

/** Reads cron expressions. */
export interface Cron {
  /** Says what is wrong with an expression; null when nothing is. */
  problemOf(expression: string): string | null
  /**
   * Finds the first time after `after` that the expression names, in whole seconds; null when there is
   * none any more. Both are times of the wall clock, written as if it hung in Greenwich (UTC).
   */
  next(expression: string, after: Timestamp): Timestamp | null
}
