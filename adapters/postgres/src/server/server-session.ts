/** Sessions on a server: a connection of its own for each, so that locks end with it. */
import { Client, type ClientConfig } from 'pg'
import type { DatabaseError } from '../driver/database-error.ts'
import type { Session } from '../driver/sql-driver.ts'
import { closedError, lostError } from '../wire/connection-error.ts'
import { Connection } from '../wire/connection.ts'

/** What a session needs to know about its server. */
export interface SessionOptions {
  readonly config: ClientConfig
  readonly place: string
  readonly timeoutMs: number
  readonly explain: (error: unknown) => DatabaseError
}

/** The sessions of one driver, so that none outlives it. */
export class ServerSessions {
  readonly #options: SessionOptions
  readonly #open = new Set<Session>()

  constructor(options: SessionOptions) {
    this.#options = options
  }

  async open(): Promise<Session> {
    const { config, explain } = this.#options
    // Without keep-alive a dead network would leave the locks' loss unnoticed.
    const client = new Client({ ...config, keepAlive: true })
    const lost = new AbortController()
    client.on('error', () => lost.abort())
    client.on('end', () => lost.abort())
    await client.connect().catch((error: unknown) => {
      throw explain(error)
    })

    const session = this.#sessionOn(client, lost)
    this.#open.add(session)
    await session.query({ text: watchful }).catch(async (error: unknown) => {
      await session.release()
      throw error
    })
    return session
  }

  /** Releases what is still held. */
  async close(): Promise<void> {
    await Promise.all([...this.#open].map((session) => session.release()))
  }

  #sessionOn(client: Client, loss: AbortController): Session {
    const { place, timeoutMs } = this.#options
    const connection = new Connection(client, { place, preparedStatements: 0 })
    const lost = loss.signal
    let released = false
    const session: Session = {
      lost,
      query: async (statement) => {
        if (released) throw closedError(place)
        const job = { role: 'login', terms: null, statements: [statement], timeoutMs } as const
        if (lost.aborted) throw lostError(place, job, lost.reason)

        try {
          const [result = { rows: [], count: 0 }] = await connection.run(job)
          return result
        } finally {
          // Whoever waits behind an answer that did not come would wait as long, and in vain.
          if (!connection.usable) loss.abort()
        }
      },
      release: async () => {
        released = true
        this.#open.delete(session)
        await client.end()
      },
    }
    return session
  }
}

// The server finds out within half a minute that the holder's machine is gone, power cut and all; by
// itself it would keep the locks for two hours.
const watchful = `select set_config('tcp_keepalives_idle', '10', false),
  set_config('tcp_keepalives_interval', '5', false),
  set_config('tcp_keepalives_count', '3', false)`
