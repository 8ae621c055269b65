/** Compares the tables as they shall be with those that are, and says which steps lie between. */
import type { Refusal } from '../refusal.ts'

/**
 * How much a step can disturb:
 * - `adds`: what runs now does not notice it;
 * - `loosens`: more is allowed than before;
 * - `tightens`: less is allowed; the records that are there were found to comply;
 * - `renames`: an older version of the program does not find the column any more.
 */
export type Risk = 'adds' | 'loosens' | 'tightens' | 'renames'

/** One statement of a migration. */
export interface Step {
  readonly risk: Risk
  readonly sql: string
}

/** A step that depends on the records that are there. */
export interface Doubt {
  /** A boolean expression about the tables as they are; true stands against the migration. */
  readonly sql: string
  readonly refusal: Refusal
}

/** What lies between what is and what shall be. Without doubts that hold and refusals it can be done. */
export interface Plan {
  readonly steps: readonly Step[]
  readonly doubts: readonly Doubt[]
  readonly refusals: readonly Refusal[]
}

/** What is to be done about one part of a table. */
export interface PartialPlan extends Partial<Plan> {}

/** Puts parts together, in their order. */
export function joined(parts: readonly PartialPlan[]): Plan {
  return {
    steps: parts.flatMap(({ steps = [] }) => steps),
    doubts: parts.flatMap(({ doubts = [] }) => doubts),
    refusals: parts.flatMap(({ refusals = [] }) => refusals),
  }
}
