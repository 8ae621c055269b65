/** What a leaf asks of which term, and what must be said when no filter can ask it. */
import type { CoreError, Op } from '@plinth/core'
import { refused } from './refused.ts'
import type { Term } from './term.ts'

/** A term, and the operator that is asked of it. */
export interface Subject {
  readonly term: Term
  readonly op: Op
  /** The path, for sentences. */
  readonly text: string
}

/** Makes the error for an operator that the term does not answer in a database. */
export function cannotAsk({ op, text, term }: Subject): CoreError {
  return refused(`asks ${op} of ${text}, a ${term.kind}, which no filter can`)
}
