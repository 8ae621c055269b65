/** What a peer does on the tables of the persistence benchmarks. */
import type { Contender } from '../harness/benchmark.ts'
import { concurrent } from '../harness/concurrent.ts'
import { peer } from '../harness/peers.ts'
import type { Ground } from './ground.ts'
import { orderValues } from './order.ts'
import { width } from './where.ts'

/** The work of one peer: an order and its row in the outbox together; reading one order. */
export interface PeerWork {
  /** Stores an order under the id, and a row in the outbox, in one transaction. */
  save(id: string): Promise<unknown>
  /** Reads the number of an order. */
  find(id: string): Promise<unknown>
  close(): Promise<unknown>
}

/** The peers that are installed, at work on the same tables; none where the database has no address. */
export interface Peers {
  readonly works: readonly NamedWork[]
  close(): Promise<void>
}

interface NamedWork {
  readonly name: string
  readonly work: PeerWork
}

/** Connects the libraries. */
export async function connectPeers(ground: Ground, libraries: readonly string[]): Promise<Peers> {
  const { url, organizationId, customerId } = ground
  const material = { url, organizationId, width, values: orderValues(customerId) }
  const works: NamedWork[] = []
  for (const name of url === null ? [] : libraries) {
    const work = await peer(name, { subject: 'persistence', material, isMade: isPeerWork })
    if (work) works.push({ name, work })
  }
  return {
    works,
    async close() {
      for (const { work } of works) await work.close()
    },
  }
}

/** Makes contenders of the peers. */
export function contendersOf(
  { works }: Peers,
  atOnce: number,
  operation: (work: PeerWork) => Promise<unknown>,
): readonly Contender[] {
  return works.map(({ name, work }) => concurrent(name, atOnce, () => operation(work)))
}

function isPeerWork(made: unknown): made is PeerWork {
  if (typeof made !== 'object' || made === null) return false
  return 'save' in made && 'find' in made && 'close' in made
}
