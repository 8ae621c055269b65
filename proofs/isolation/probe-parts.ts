/** What every probe works with: who asks, whose rows they are, and what has been made on the way. */
import type { Api } from '../api/api.ts'
import type { Tenant } from './tenant.ts'
import type { Witness } from './witness.ts'

/** Who probes whom. */
export interface ProbeParts {
  readonly witness: Witness
  readonly own: Tenant
  readonly foreign: Tenant
  /** The system as the other organization sees it. */
  readonly foreignApi: Api
  /** The records that the caller has made, by entity: what may be changed and deleted. */
  readonly made: Map<string, string>
  /** Gives a place that no row stands at yet. */
  readonly nextPlace: () => number
  /** Notes what is wrong otherwise than the witness notes by itself. */
  readonly wrong: (sentence: string) => void
}
