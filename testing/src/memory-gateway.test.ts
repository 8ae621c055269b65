/** The gateway in memory keeps the contract of every realtime gateway. */
import { memoryGateway } from '@plinth/core'
import { describeRealTimeGateway } from './contracts.ts'

describeRealTimeGateway(async (limits) => memoryGateway(limits))
