/** The bus in memory keeps the contract of every event bus. */
import { memoryEventBus } from '@plinth/core/runtime'
import { describeEventBus } from './contracts.ts'

describeEventBus((contextOf) => memoryEventBus({ contextOf }))
