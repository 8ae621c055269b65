/** The database in memory keeps the contract of every database. */
import { memoryDatabase } from '@plinth/core/runtime'
import { describeDatabase, describeSearchSync } from './contracts.ts'

describeDatabase(async () => memoryDatabase())
describeSearchSync(async () => memoryDatabase())
