/** The thread of the embedded Postgres, seen from the main thread. */
import { Worker } from 'node:worker_threads'
import { joinBytes } from './join-bytes.ts'
import type { News, OpenRequest, Request } from './messages.ts'

/** Who is told what the thread does. */
export interface ThreadListener {
  ready(templateMade: boolean): void
  bytes(chunk: Uint8Array): void
  /** Comes once, last. The reason is null when the thread was told to end. */
  ended(reason: Error | null): void
}

const leaveMs = 5_000

// From source the entry is TypeScript as well; Node reads it as it is.
const isSource = import.meta.url.endsWith('.ts')
const entry = isSource
  ? new URL('./worker.ts', import.meta.url)
  : new URL('./worker.js', import.meta.url)

/** A thread that opens one database and then speaks the wire protocol. */
export class DatabaseThread {
  /** Resolves when the thread is gone. */
  readonly exit: Promise<void>
  readonly #worker: Worker
  readonly #listener: ThreadListener
  #holds = 1
  #reason: Error | null = new Error('the database thread ended by itself')
  #dumped: (archive: Uint8Array) => void = () => {}

  constructor(request: OpenRequest, listener: ThreadListener) {
    this.#listener = listener
    // Flags of the main thread (`--eval`, `--input-type`) can keep a thread from starting.
    this.#worker = new Worker(entry, { name: 'plinth-database', execArgv: [] })
    this.#worker.on('message', (message: Uint8Array | News) => this.#hear(message))
    this.#worker.on('error', (error: Error) => this.#giveReason(error))
    this.exit = new Promise((resolve) => {
      this.#worker.once('exit', () => {
        resolve()
        listener.ended(this.#reason)
      })
    })
    this.#worker.postMessage(request, [])
  }

  /** Sends wire protocol, as one request. */
  send(chunks: readonly Uint8Array[]): void {
    const bytes = joinBytes(chunks)
    this.#worker.postMessage(bytes, [bytes.buffer])
  }

  /** Asks for a copy of the whole database, as an archive. It waits for the requests before it. */
  async dump(): Promise<Uint8Array> {
    const dumped = new Promise<Uint8Array>((resolve) => {
      this.#dumped = resolve
    })
    this.hold()
    const request: Request = 'dump'
    this.#worker.postMessage(request, [])
    const archive = await Promise.race([dumped, this.exit])
    this.letGo()
    if (archive) return archive
    throw new Error('the database ended before it was copied')
  }

  /** Waits until the thread, which was told goodbye, has left; ends it when that takes 5 s. */
  async left(): Promise<void> {
    this.#reason = null
    const timer = setTimeout(() => void this.#worker.terminate(), leaveMs)
    await this.exit
    clearTimeout(timer)
  }

  /** Ends the thread whatever it does. The database recovers when it is opened again. */
  async kill(): Promise<void> {
    this.#reason = null
    await this.#worker.terminate()
    await this.exit
  }

  /** Keeps the process alive while the thread runs. A new thread is held once. */
  hold(): void {
    this.#holds += 1
    if (this.#holds === 1) this.#worker.ref()
  }

  /** Takes a `hold` back: without one the process may end and the thread with it. */
  letGo(): void {
    this.#holds -= 1
    if (this.#holds === 0) this.#worker.unref()
  }

  #hear(message: Uint8Array | News): void {
    if (message instanceof Uint8Array) this.#listener.bytes(message)
    else if (message.kind === 'ready') this.#listener.ready(message.templateMade)
    else if (message.kind === 'dump') this.#dumped(message.archive)
    else this.#giveReason(new Error(message.reason))
  }

  #giveReason(error: Error): void {
    this.#reason = error
  }
}
