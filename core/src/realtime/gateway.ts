/** The port to clients that are connected now: who they are, which channels they follow, what they are sent. */

/** What a client is sent. */
export interface RealTimeMessage {
  /** The channel that it came through; null when it went to the whole organization. */
  readonly channel: string | null
  readonly payload: unknown
}

/** Takes a message to one client. A socket transport hands it in; nobody waits for what it does. */
export type ReceiveMessage = (message: RealTimeMessage) => void

/**
 * Sends to clients that are connected now. Best effort by design: who is not connected misses the
 * message, nothing is kept, and nothing is sent twice.
 *
 * Clients only listen: what they want to say is a command. A client belongs to one actor of one
 * organization from its first moment to its last.
 *
 * | channel | who may follow it |
 * | --- | --- |
 * | `org:{orgId}:{scope}[:{resourceId}]` | the organization's clients |
 * | `org:{orgId}:actor:{actorId}:{scope}` | the clients of that actor |
 * | `system:{topic}` | every client of every organization: nothing of a tenant may go there |
 */
export interface RealTimeGateway {
  /**
   * Sends to every client that follows the channel; resolves when the message has been handed over.
   *
   * @throws CoreError `realtime.channel-invalid`
   */
  publish(channel: string, payload: unknown): Promise<void>
  /**
   * Admits a client. The transport chooses its id, and has found out who stands behind it.
   *
   * @throws ConflictError `realtime.client-taken` when the id is in use.
   * @throws CoreError `realtime.full` when there are as many clients as there may be.
   */
  connect(clientId: string, actorId: string, orgId: string, receive: ReceiveMessage): void
  /** Forgets a client, and all that it followed. Does nothing when it is not there. */
  disconnect(clientId: string): void
  /**
   * Has the client follow the channel. The second time does nothing.
   *
   * @throws AuthorizationError `auth.forbidden` when the channel belongs to others.
   * @throws CoreError `realtime.channel-invalid`, `realtime.client-unknown`; `realtime.full` when the
   * client follows as many channels as it may.
   */
  subscribe(clientId: string, channel: string): void
  /** Ends it. Does nothing when the client does not follow the channel. */
  unsubscribe(clientId: string, channel: string): void
  /** Sends to every client of the organization, whatever it follows. */
  broadcast(orgId: string, payload: unknown): void
  /** Lists the actors whose clients follow the channel, each once, in the order in which they came. */
  getPresence(channel: string): readonly string[]
  /** Lists the channels that the client follows; none when it is not there. */
  getChannels(clientId: string): readonly string[]
}
