/** The database in memory keeps the contract of every database. */
import { memoryDatabase } from '@plinth/core'
import { describeDatabase } from './contracts.ts'

describeDatabase(async () => memoryDatabase())
