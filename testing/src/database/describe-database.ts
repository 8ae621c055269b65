/** What every database must do for the kernel, whatever it stores in. Each adapter's tests run it. */
import type { Database } from '@plinth/core/runtime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeAnswers } from './describe-answers.ts'
import { describeEventStore } from '../event/describe-event-store.ts'
import { describeChosenIds } from './describe-chosen-ids.ts'
import { describeConflicts } from './describe-conflicts.ts'
import { describeDelivery } from './describe-delivery.ts'
import { describeErasure } from './describe-erasure.ts'
import { describeLists } from './describe-lists.ts'
import { describePast } from './describe-past.ts'
import { describeRaw } from './describe-raw.ts'
import { describeRecords } from './describe-records.ts'
import { describeTenants } from './describe-tenants.ts'
import { describeTimers } from './describe-timers.ts'
import { describeTraits } from './describe-traits.ts'
import { describeIncludes } from './reading/describe-includes.ts'
import { describeLongCursors } from './reading/describe-long-cursors.ts'
import { describeOwnReads } from './reading/describe-own-reads.ts'
import { describeStoredChecks } from './reading/describe-stored-checks.ts'
import { fleet } from './reading/fleet.ts'
import { entities as shop } from './shop.ts'

const entities = [...shop, ...fleet]

/** Runs the suite on a database that is new: it migrates it first and closes it in the end. */
export function describeDatabase(open: () => Promise<Database>): void {
  describe('as every database', () => {
    let database: Database
    beforeAll(async () => {
      database = await open()
      await database.migrate(entities)
    })
    afterAll(() => database.close())

    test('answers, and is brought up to date twice without a change', async () => {
      await database.migrate(entities)

      await expect(database.ping()).resolves.toBeUndefined()
    })

    const parts = [
      describeRecords,
      describeChosenIds,
      describeConflicts,
      describeLists,
      describeLongCursors,
      describeTenants,
      describeRaw,
      describeTraits,
      describeErasure,
      describePast,
      describeDelivery,
      describeTimers,
      describeAnswers,
      describeIncludes,
      describeOwnReads,
      describeStoredChecks,
    ]
    for (const part of parts) part(() => database)
    describeEventStore((organizationId) => database.eventStore(organizationId))
  })
}
