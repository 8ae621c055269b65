/**
 * A server as a process of its own.
 *
 * starting → ready, once `/health/ready` says so → gone, by `stop` (SIGTERM, in order), by `kill`
 * (SIGKILL, at once) or by itself.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { leaveNothing } from '../leftovers.ts'
import { LastLines } from './last-lines.ts'

/** Which program is started, and what its environment says beside that of the proof. */
export interface ServerOptions {
  /** The path of its main file. */
  readonly main: string
  readonly variables: Readonly<Record<string, string>>
}

/** How long a start may take before the proof gives up. */
const patienceMs = 60_000

interface Beginning {
  readonly url: string
  readonly readyMs: number
  readonly lines: LastLines
}

/** A running server. */
export class ServerProcess {
  readonly url: string
  /** Milliseconds from the start of the process until it was ready. */
  readonly readyMs: number
  readonly #child: ChildProcess
  readonly #lines: LastLines
  readonly #gone: Promise<unknown>

  private constructor(child: ChildProcess, { url, readyMs, lines }: Beginning) {
    this.url = url
    this.readyMs = readyMs
    this.#child = child
    this.#lines = lines
    this.#gone = goneOf(child)
  }

  /** Starts a server on a free port. @throws Error with its last lines when it does not become ready */
  static async start(options: ServerOptions): Promise<ServerProcess> {
    const startedAt = performance.now()
    const child = startChild(options)
    const lines = new LastLines([child.stdout, child.stderr])
    leaveNothing(async () => {
      child.kill('SIGKILL')
      await goneOf(child)
    })

    const end = startedAt + patienceMs
    for (; performance.now() < end && child.exitCode === null; await delay(10)) {
      const url = lines.find(/http:\/\/127\.0\.0\.1:\d+/)
      if (url === undefined || !(await isReady(url))) continue
      const readyMs = Math.round(performance.now() - startedAt)
      return new ServerProcess(child, { url, readyMs, lines })
    }
    throw new Error(`the server did not become ready; it said:\n${lines.text}`)
  }

  /** What it said last, to find out why it does what it should not. */
  get lastWords(): string {
    return this.#lines.text.split('\n').slice(-15).join('\n').trimEnd()
  }

  /** Kills the process at once. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#gone
  }

  /** Asks the process to end in order. @throws Error when it does not end well */
  async stop(): Promise<void> {
    this.#child.kill('SIGTERM')
    await this.#gone
    const { exitCode, signalCode } = this.#child
    if (exitCode !== 0) throw new Error(`the server ended with ${exitCode ?? signalCode}`)
  }
}

function startChild({ main, variables }: ServerOptions) {
  return spawn(process.execPath, ['--conditions=plinth-source', main], {
    env: {
      ...process.env,
      APP_ENV: 'development',
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'info',
      NO_COLOR: '1',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function goneOf(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

async function isReady(url: string): Promise<boolean> {
  try {
    const { ok } = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) })
    return ok
  } catch {
    return false
  }
}
