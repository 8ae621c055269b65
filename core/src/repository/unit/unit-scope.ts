/** On whose behalf a unit of work is, and what it alone may do. */
import type { Receipt } from '../flush/changes.ts'
import type { Timer } from '../timing/timer.ts'

/** On whose behalf the unit works. */
export interface UnitScope {
  readonly organizationId: string
  readonly actorId: string | null
  readonly correlationId: string
  /** The event whose handling this is; null otherwise. */
  readonly causedBy: string | null
  /** Whether it may only read, as a query does. Default false. */
  readonly readOnly?: boolean
}

/** What only one unit can ever do: the flush fails when another has done it. */
export interface UnitClaim {
  /** Written with the changes. Default: none. */
  readonly receipt?: Receipt | null
  /** Taken away with the changes. Default: none. */
  readonly firing?: Timer | null
}
