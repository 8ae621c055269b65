/**
 * A gateway in memory: it knows the clients that are connected to this process.
 *
 * A client is admitted by `connect` → it follows channels and is sent messages → `disconnect` forgets
 * it. What it may follow is decided when it asks to, from the name of the channel and from who it was
 * when it came.
 */
import { AuthorizationError, ConflictError, CoreError } from '../errors/index.ts'
import { type Logger, silentLogger } from '../primitives/index.ts'
import { channelOwner, isOpenTo } from './channel.ts'
import type { RealTimeGateway, RealTimeMessage, ReceiveMessage } from './gateway.ts'

/** What a gateway may hold. */
export interface GatewayOptions {
  /** Default 10,000. */
  readonly maxClients?: number
  /** Default 100. */
  readonly maxChannelsPerClient?: number
  /** Is told of clients that could not receive. Default: silent. */
  readonly logger?: Logger
}

/** Creates a gateway without clients. */
export function memoryGateway(options: GatewayOptions = {}): RealTimeGateway {
  return new MemoryGateway(options)
}

interface Client {
  readonly id: string
  readonly actorId: string
  readonly orgId: string
  readonly receive: ReceiveMessage
  readonly channels: Set<string>
}

class MemoryGateway implements RealTimeGateway {
  readonly #limits: { readonly clients: number; readonly channels: number }
  readonly #logger: Logger
  readonly #clients = new Map<string, Client>()
  readonly #byChannel = new Map<string, Set<Client>>()
  readonly #byOrg = new Map<string, Set<Client>>()

  constructor(options: GatewayOptions) {
    const { maxClients = 10_000, maxChannelsPerClient = 100, logger = silentLogger } = options
    this.#limits = { clients: maxClients, channels: maxChannelsPerClient }
    this.#logger = logger
  }

  async publish(channel: string, payload: unknown): Promise<void> {
    channelOwner(channel)
    this.#send(this.#byChannel.get(channel), { channel, payload })
  }

  // oxlint-disable-next-line eslint/max-params -- as the port says
  connect(clientId: string, actorId: string, orgId: string, receive: ReceiveMessage): void {
    if (this.#clients.has(clientId)) throw taken(clientId)
    if (this.#clients.size >= this.#limits.clients) throw full('clients', this.#limits.clients)

    const client = { id: clientId, actorId, orgId, receive, channels: new Set<string>() }
    this.#clients.set(clientId, client)
    join(this.#byOrg, orgId, client)
  }

  disconnect(clientId: string): void {
    const client = this.#clients.get(clientId)
    if (!client) return

    this.#clients.delete(clientId)
    leave(this.#byOrg, client.orgId, client)
    for (const channel of client.channels) leave(this.#byChannel, channel, client)
    client.channels.clear()
  }

  subscribe(clientId: string, channel: string): void {
    const client = this.#clients.get(clientId)
    if (!client) throw unknown(clientId)
    if (!isOpenTo(channelOwner(channel), client)) throw forbidden(channel)
    if (client.channels.has(channel)) return
    if (client.channels.size >= this.#limits.channels) {
      throw full('channels for one client', this.#limits.channels)
    }

    client.channels.add(channel)
    join(this.#byChannel, channel, client)
  }

  unsubscribe(clientId: string, channel: string): void {
    const client = this.#clients.get(clientId)
    if (client?.channels.delete(channel)) leave(this.#byChannel, channel, client)
  }

  broadcast(orgId: string, payload: unknown): void {
    this.#send(this.#byOrg.get(orgId), { channel: null, payload })
  }

  getPresence(channel: string): readonly string[] {
    const followers = this.#byChannel.get(channel) ?? []
    return [...new Set([...followers].map(({ actorId }) => actorId))]
  }

  getChannels(clientId: string): readonly string[] {
    return [...(this.#clients.get(clientId)?.channels ?? [])]
  }

  // A client may leave, or another come, because of what it receives: who is sent to is settled before.
  #send(clients: ReadonlySet<Client> = new Set(), message: RealTimeMessage): void {
    const there = [...clients]
    for (const { id, receive } of there) {
      try {
        receive(message)
      } catch (error) {
        const { channel } = message
        this.#logger.warn('a client could not receive a message', { client: id, channel, error })
      }
    }
  }
}

function join(groups: Map<string, Set<Client>>, name: string, client: Client): void {
  const group = groups.get(name)
  if (group) group.add(client)
  else groups.set(name, new Set([client]))
}

function leave(groups: Map<string, Set<Client>>, name: string, client: Client): void {
  const group = groups.get(name)
  group?.delete(client)
  if (group?.size === 0) groups.delete(name)
}

function taken(clientId: string): ConflictError {
  const message = `a client ${clientId} is connected already; give each connection an id of its own`
  return new ConflictError('realtime.client-taken', message, { clientId })
}

function full(what: string, limit: number): CoreError {
  const message = `there are ${limit} ${what} already, and there may be no more`
  return new CoreError('realtime.full', message, { what, limit })
}

function unknown(clientId: string): CoreError {
  const message = `no client ${clientId} is connected`
  return new CoreError('realtime.client-unknown', message, { clientId })
}

function forbidden(channel: string): AuthorizationError {
  const message = `the channel "${channel}" is not open to this client`
  return new AuthorizationError('auth.forbidden', message, { channel })
}
