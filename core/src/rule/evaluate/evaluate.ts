/** What evaluating a rule is: facts and a moment in, true or false out. */
import type { Timestamp } from '../../primitives/platform.ts'
import type { Facts } from '../rule.ts'

/** When a rule is evaluated. */
export interface EvaluateOptions {
  /** What `withinDays` takes for now. Default: what the rule was compiled with. */
  readonly now?: Timestamp
}

/** Tells whether a rule holds. */
export type Evaluate = (facts: Facts, options?: EvaluateOptions) => boolean

/** Tells what now is, for an evaluation with these options. */
export type NowOf = (options: EvaluateOptions | undefined) => Timestamp
