/** Search follows the records of the embedded Postgres as it does those of every database. */
import { describeSearchSync } from '@plinth/testing/contracts'
import { openEmbedded } from '../embedded/index.ts'
import { postgresDatabase } from './postgres-database.ts'

describeSearchSync(async () => postgresDatabase(await openEmbedded()))
