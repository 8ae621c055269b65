/** Jobs of one name that wait for a place: organizations take turns, and priorities go within one. */
import type { JobPriority } from '../job.ts'

/** What waits, as far as its turn is concerned. */
export interface Waiting {
  readonly organizationId: string
  readonly priority: JobPriority
}

type Lanes<J> = { readonly [Priority in JobPriority]: Set<J> }

const order: readonly JobPriority[] = ['critical', 'standard', 'bulk']

/** A waiting line. All of it takes constant time, but for the organizations that are passed over. */
export class JobLine<J extends Waiting> {
  // In the order of their turns: who has had his goes to the end.
  readonly #organizations = new Map<string, Lanes<J>>()

  /** Puts a job behind those of its organization and priority. */
  add(job: J): void {
    const lanes = this.#organizations.get(job.organizationId) ?? emptyLanes<J>()
    lanes[job.priority].add(job)
    this.#organizations.set(job.organizationId, lanes)
  }

  /** Takes a job out of the line. */
  remove(job: J): void {
    const lanes = this.#organizations.get(job.organizationId)
    lanes?.[job.priority].delete(job)
    if (lanes && isEmpty(lanes)) this.#organizations.delete(job.organizationId)
  }

  /** Takes the next job of the organization whose turn it is; bulk jobs only where there is a place for them. */
  take({ bulk }: { readonly bulk: boolean }): J | undefined {
    for (const [organizationId, lanes] of this.#organizations) {
      const job = firstOf(lanes, bulk)
      if (!job) continue

      lanes[job.priority].delete(job)
      this.#organizations.delete(organizationId)
      if (!isEmpty(lanes)) this.#organizations.set(organizationId, lanes)
      return job
    }
    return undefined
  }
}

function firstOf<J>(lanes: Lanes<J>, bulk: boolean): J | undefined {
  for (const priority of order) {
    if (priority === 'bulk' && !bulk) continue
    const [first] = lanes[priority]
    if (first !== undefined) return first
  }
  return undefined
}

function isEmpty(lanes: Lanes<unknown>): boolean {
  return order.every((priority) => lanes[priority].size === 0)
}

function emptyLanes<J>(): Lanes<J> {
  return { critical: new Set(), standard: new Set(), bulk: new Set() }
}
