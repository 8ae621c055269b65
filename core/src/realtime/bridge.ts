/** Takes events to channels, so that clients hear of them: best effort, after the commit. */
import type { DomainEvent, EventBus, Unsubscribe } from '../event/index.ts'
import { CoreError } from '../errors/index.ts'
import type { Logger } from '../primitives/index.ts'
import { channelOwner } from './channel.ts'
import type { RealTimeGateway } from './gateway.ts'

/** Says which events go to which channels. */
export interface RealTimeBridge {
  /**
   * Sends each event of the pattern's types to the channel that it names, if the filter lets it
   * through: `{ type, aggregateId, payload, … }`, without the sensitive fields of its entity.
   *
   * The channel must belong to the event's organization. An event that would go elsewhere, or nowhere
   * because `toChannel` failed, is logged and not sent: nobody waits for it, and nothing depends on it.
   *
   * @throws CoreError `event.pattern-invalid`
   */
  forward(
    eventPattern: string,
    toChannel: (event: DomainEvent) => string,
    filter?: (event: DomainEvent) => boolean,
  ): Unsubscribe
}

/** What a bridge stands between. */
export interface BridgeParts<Context> {
  readonly bus: EventBus<Context>
  readonly gateway: RealTimeGateway
  readonly logger: Logger
  /** Leaves out of an event what clients may not see. Default: nothing. */
  readonly present?: (event: DomainEvent) => unknown
}

/** Creates a bridge that takes nothing yet. */
export function realTimeBridge<Context>(parts: BridgeParts<Context>): RealTimeBridge {
  const { bus, gateway, logger, present = (event) => event } = parts
  return {
    forward(eventPattern, toChannel, filter) {
      return bus.subscribe(
        eventPattern,
        async (event) => {
          try {
            await gateway.publish(ownChannel(event, toChannel(event)), present(event))
          } catch (error) {
            const { id, type } = event
            logger.warn('an event was not forwarded', { event: id, type, error })
          }
        },
        filter ? { filter } : {},
      )
    },
  }
}

function ownChannel(event: DomainEvent, channel: string): string {
  if (channelOwner(channel).orgId === event.orgId) return channel
  throw new CoreError(
    'realtime.channel-invalid',
    `an event of ${event.orgId} cannot go to "${channel}"; its channels begin with "org:${event.orgId}:"`,
    { channel, orgId: event.orgId },
  )
}
