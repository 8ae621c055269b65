/** The embedded Postgres keeps the contract of every database. */
import { describeDatabase } from '@plinth/testing/contracts'
import { openEmbedded } from '../embedded/index.ts'
import { postgresDatabase } from './postgres-database.ts'

describeDatabase(async () => postgresDatabase(await openEmbedded()))
