/** A gateway as the handlers of one organization see it: they send to their own clients alone. */
import { AuthorizationError } from '../errors/index.ts'
import { channelOwner } from './channel.ts'
import type { RealTimeGateway } from './gateway.ts'

/** What a handler may do: send, and see who is there. Connections are the transport's. */
export type OrganizationChannels = Pick<RealTimeGateway, 'publish' | 'broadcast' | 'getPresence'>

/** Whose channels they are, and how a message leaves. */
export interface ChannelScope {
  readonly gateway: RealTimeGateway
  readonly orgId: string
  /** Whether it is the system itself that acts: it alone may send to `system:…`. */
  readonly isSystem: boolean
  /** Sends now, or once what led to it is committed. */
  readonly leave: (send: () => void) => void
}

/**
 * Binds a gateway to an organization.
 *
 * Its methods refuse another organization's channels with AuthorizationError `auth.forbidden`.
 */
export function organizationChannels(scope: ChannelScope): OrganizationChannels {
  const { gateway, orgId, leave } = scope
  return {
    async publish(channel, payload) {
      assertOwn(scope, channel)
      leave(() => void gateway.publish(channel, payload).catch(() => {}))
    },
    broadcast(organization, payload) {
      if (organization !== orgId) throw foreign(orgId, `organization ${organization}`)
      leave(() => gateway.broadcast(organization, payload))
    },
    getPresence(channel) {
      assertOwn(scope, channel)
      return gateway.getPresence(channel)
    },
  }
}

function assertOwn({ orgId, isSystem }: ChannelScope, channel: string): void {
  const owner = channelOwner(channel).orgId
  if (owner === null ? isSystem : owner === orgId) return
  throw foreign(orgId, `channel "${channel}"`)
}

function foreign(orgId: string, what: string): AuthorizationError {
  const message = `the ${what} is not open to handlers of organization ${orgId}`
  return new AuthorizationError('auth.forbidden', message, { orgId, what })
}
