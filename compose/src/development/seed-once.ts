/** Fills a system with demo data once a database, and remembers it there. */
import { ConflictError, type Platform } from '@plinth/core'
import type { Database, System } from '@plinth/core/runtime'

/** What is filled, and where it is remembered. */
export interface SeedParts {
  /** The name of the composition. */
  readonly name: string
  readonly system: System
  readonly database: Database
  readonly platform: Platform
  readonly seed: (system: System) => void | Promise<void>
}

/**
 * Calls the seed unless it has once come to its end on this database; tells whether it did.
 *
 * That is remembered as an event, written behind everything that the seed has written: a start that is
 * killed in between calls the seed again.
 */
export async function seedOnce(parts: SeedParts): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    if (await isSeeded(parts)) return false
    if (!(await isOutrun(parts, attempt === mostAttempts))) break
  }
  await remember(parts)
  return true
}

/** Each attempt that meets another host's work goes on behind what that host has committed. */
const mostAttempts = 50

/**
 * Calls the seed, and tells whether another host that starts at the same time was faster with a part
 * of it: to begin again is then no harm, and finds that part done.
 */
async function isOutrun({ system, seed }: SeedParts, isLast: boolean): Promise<boolean> {
  try {
    await seed(system)
    return false
  } catch (error) {
    if (isLast || !(error instanceof ConflictError)) throw error
    return true
  }
}

/** The organization that the memory belongs to: nobody works in it. */
const keeper = 'org_plinth'

async function isSeeded({ name, database }: SeedParts): Promise<boolean> {
  const seeded = await database.history(keeper, aggregateOf(name), { after: 0, limit: 1 })
  return seeded.length > 0
}

async function remember({ name, database, platform }: SeedParts): Promise<void> {
  const id = platform.ids.generateFor('evt_')
  const event = {
    id,
    type: 'plinth.demo.seeded',
    aggregateId: aggregateOf(name),
    aggregateType: 'Demo',
    payload: { name },
    occurredAt: platform.clock.now(),
    actorId: null,
    orgId: keeper,
    correlationId: id,
    causedBy: null,
    version: 1,
    source: 'plinth',
    schemaVersion: 1,
  }
  await database.flush({
    organizationId: keeper,
    rows: [],
    witnesses: [],
    events: [event],
    erasures: [],
    receipt: null,
    firing: null,
  })
}

function aggregateOf(name: string): string {
  return `demo_${name}`
}
