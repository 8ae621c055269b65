/** On the embedded database, one subscription that fails holds up no other. */
import { describeSubscriptions } from '@plinth/testing/contracts'
import { openEmbedded } from '../embedded/index.ts'
import { postgresDatabase } from './postgres-database.ts'

describeSubscriptions(async () => postgresDatabase(await openEmbedded()))
