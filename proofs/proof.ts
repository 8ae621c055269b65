/** A proof: a program that shows an invariant on the running system, and notices when it is broken. */
import type { Verdict } from './verdict.ts'

/** What a proof is run with. */
export interface ProofOptions {
  /** Where the data is: embedded, or on a Postgres server. */
  readonly db: 'embedded' | 'postgres'
  /** Whether the system under proof is the broken one: it must be caught. */
  readonly broken: boolean
  /** Makes a run repeatable. */
  readonly seed: number
}

/** Tells the person who waits how far a proof is. */
export type Say = (line: string) => void

/** A proof by its name. */
export interface Proof {
  readonly name: string
  /** What it shows, in a sentence. */
  readonly shows: string
  /** What its broken twin does wrong, in a sentence. */
  readonly broken: string
  /** Runs it. What it opened it leaves to `leftovers.ts`. */
  run(options: ProofOptions, say: Say): Promise<Verdict>
}
