/** The embedded Postgres of one driver: one thread at a time, however often it has to start again. */
import type { Duplex } from 'node:stream'
import { DatabaseError } from '../driver/database-error.ts'
import { DatabaseThread, type ThreadListener } from './thread/database-thread.ts'
import type { OpenRequest } from './thread/messages.ts'
import { threadSocket } from './thread/thread-socket.ts'

/** Which database, and who wants to know about a slow start. */
export interface HostOptions {
  readonly request: OpenRequest
  readonly onTemplateMade: () => void
}

/** Starts threads on one database, the next one when the last one is gone. */
export class EmbeddedHost {
  readonly #options: HostOptions
  #thread: DatabaseThread | null = null
  #over: Error | null = null

  constructor(options: HostOptions) {
    this.#options = options
  }

  /** Makes a socket into the database; connecting it starts a thread. */
  socket(): Duplex {
    return threadSocket((listener) => this.#start(listener))
  }

  /** Copies the whole database. */
  async dump(): Promise<Uint8Array> {
    if (!this.#thread) throw new Error('the embedded database has not been started')
    return this.#thread.dump()
  }

  /** Resolves when the thread that runs now is gone. */
  async untilGone(): Promise<void> {
    await this.#thread?.exit
  }

  /** Kills the thread and starts none any more; calls fail with the reason. */
  async abandon(reason: Error): Promise<void> {
    this.#over = reason
    await this.#thread?.kill()
  }

  async #start(listener: ThreadListener): Promise<DatabaseThread> {
    await this.#thread?.exit
    if (this.#over) throw this.#over
    if (this.#thread && this.#options.request.directory === null) throw memoryIsGone()

    this.#thread = new DatabaseThread(this.#options.request, {
      ...listener,
      ready: (templateMade) => {
        if (templateMade) this.#options.onTemplateMade()
        listener.ready(templateMade)
      },
    })
    return this.#thread
  }
}

function memoryIsGone(): DatabaseError {
  return new DatabaseError({
    code: 'database.unreachable',
    message: 'the database in memory was ended, and its data with it',
    outcome: 'nothing',
  })
}
