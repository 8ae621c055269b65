/** The database in memory keeps the contract of every database. */
import { memoryDatabase } from '@plinth/core/runtime'
import { describeDatabase, describeSearchSync, describeSubscriptions } from './contracts.ts'

describeDatabase(async () => memoryDatabase())
describeSearchSync(async () => memoryDatabase())
describeSubscriptions(async () => memoryDatabase())
