/** Realtime: clients that are connected now, the channels that they follow, and the events that go there. */
export { type RealTimeBridge, realTimeBridge } from './bridge.ts'
export { isScope } from './channel.ts'
export { type Forward, forward } from './forward.ts'
export type { RealTimeGateway, RealTimeMessage, ReceiveMessage } from './gateway.ts'
export { type GatewayOptions, memoryGateway } from './memory-gateway.ts'
export { type OrganizationChannels, organizationChannels } from './organization-channels.ts'
