/** Lays the demo out in an empty system: two companies, each with what it sells and to whom. */
import type { ImportOutcome, System } from '@plinth/core/runtime'
import { systemCaller } from 'plinth'
import type { Demo } from './demo.ts'
import { north } from './north.ts'
import { south } from './south.ts'

/** Imports the demo; a second time it changes nothing. @throws Error naming what was refused */
export async function seed(system: System): Promise<void> {
  for (const demo of [north, south]) await layOut(demo, system)
}

async function layOut({ organization, contents }: Demo, system: System): Promise<void> {
  const context = system.as(systemCaller(organization))
  for (const { entity, key, records } of contents) {
    const outcomes = await context.dispatch<readonly ImportOutcome[]>({
      type: `${entity}.import`,
      payload: { key, records, history: true },
    })
    const failures = outcomes.flatMap((outcome) => outcome.failures ?? [])
    if (failures.length === 0) continue

    const reasons = failures.map(({ message }) => message).join('; ')
    throw new Error(`the demo of ${organization} does not fit ${entity}: ${reasons}`)
  }
}
