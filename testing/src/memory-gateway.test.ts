/** The gateway in memory keeps the contract of every realtime gateway. */
import { memoryGateway } from '@plinth/core/runtime'
import { describeRealTimeGateway } from './contracts.ts'

describeRealTimeGateway(async (limits) => memoryGateway(limits))
