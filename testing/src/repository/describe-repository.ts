/** What every repository must do that extends `BaseRepository`: a subclass writes storage only, and this is all that is asked of it. */
import type { EntitySchema } from '@plinth/core'
import { beforeAll, describe } from 'vitest'
import { describeLists } from '../database/describe-lists.ts'
import { describeAsOf, describeLongPast } from '../database/describe-past.ts'
import { describeRecords } from '../database/describe-records.ts'
import { describeTenants } from '../database/describe-tenants.ts'
import { describeIncludes } from '../database/reading/describe-includes.ts'
import { describeOwnReads } from '../database/reading/describe-own-reads.ts'
import { fleet } from '../database/reading/fleet.ts'
import { entities as shop } from '../database/shop.ts'
import type { RepositoryGround } from './repository-ground.ts'

/** Makes a new, empty ground that can keep these entities. */
export type OpenRepositories = (
  entities: readonly EntitySchema[],
) => RepositoryGround | Promise<RepositoryGround>

/** Runs the suite. Each test has an organization of its own. What only flushes do is for `describeDatabase`. */
export function describeRepository(open: OpenRepositories): void {
  describe('as every repository', () => {
    let ground: RepositoryGround
    beforeAll(async () => {
      ground = await open([...shop, ...fleet])
    })

    const parts = [
      describeRecords,
      describeLists,
      describeTenants,
      describeAsOf,
      describeLongPast,
      describeIncludes,
      describeOwnReads,
    ]
    for (const part of parts) part(() => ground)
  })
}
