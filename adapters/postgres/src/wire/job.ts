/** A piece of work for a connection: statements that go together, and the terms they run on. */
import type { Scope, Terms } from '../driver/scope.ts'
import type { Statement } from '../driver/statement.ts'

/** One transaction to be. */
export interface Job {
  readonly role: Scope['role']
  /** Null runs as whoever signed in. */
  readonly terms: Terms | null
  readonly statements: readonly Statement[]
  readonly timeoutMs: number
}
