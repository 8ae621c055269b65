/** How many jobs of each organization and name are neither done nor dead. */
import type { HeldJob } from './held-job.ts'

/** Counts them. */
export class OpenJobs {
  readonly #counts = new Map<string, number>()

  has(organizationId: string, name: string): boolean {
    return this.#counts.has(`${organizationId}/${name}`)
  }

  count({ organizationId, name }: HeldJob, by: 1 | -1): void {
    const key = `${organizationId}/${name}`
    const open = (this.#counts.get(key) ?? 0) + by
    if (open > 0) this.#counts.set(key, open)
    else this.#counts.delete(key)
  }
}
