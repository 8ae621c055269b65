/** The log in memory keeps the contract of every event store. */
import { memoryEventStore } from '@plinth/core/runtime'
import { describeEventStore } from './contracts.ts'

describeEventStore(memoryEventStore)
