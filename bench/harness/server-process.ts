/** A server as a process of its own: started, ready, stopped with all that it started. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** What is started, and with which environment beside that of this process. */
export interface ServerOptions {
  /** The command and its arguments; it runs in the root of the repository. */
  readonly command: readonly [string, ...string[]]
  /** Undefined takes a variable away. */
  readonly variables: Readonly<Record<string, string | undefined>>
}

/** A server that answers. */
export interface ServerProcess {
  readonly port: number
  /** Nanoseconds from the command until `/health/ready` answered. */
  readonly startTook: number
  /** Asks it to end, and waits for that. */
  stop(): Promise<void>
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Node with the switches that run the repository from source. */
export const node = [process.execPath, '--conditions=plinth-source'] as const

/** The longest that a start may take. */
const patienceMs = 60_000

/** Starts a server and waits until it is ready. @throws Error with what it wrote when it does not become so */
export async function startServer({ command, variables }: ServerOptions): Promise<ServerProcess> {
  const port = await freePort()
  const [program, ...parameters] = command
  const env = { ...process.env, NO_COLOR: '1', ...variables, PORT: String(port) }

  const began = performance.now()
  const child = spawn(program, parameters, { cwd: root, env, detached: true, stdio: 'pipe' })
  const said = outputOf(child)
  process.once('exit', () => killGroup(child))
  try {
    await untilReady(child, port)
  } catch (error) {
    await stopGroup(child)
    throw new Error(`${command.join(' ')} did not become ready; it said:\n${said()}`, {
      cause: error,
    })
  }
  return {
    port,
    startTook: (performance.now() - began) * 1_000_000,
    stop: () => stopGroup(child),
  }
}

async function untilReady(child: ChildProcess, port: number): Promise<void> {
  const end = performance.now() + patienceMs
  while (child.exitCode === null && performance.now() < end) {
    if (await isReady(port)) return
    await delay(5)
  }
  throw new Error(child.exitCode === null ? 'it took too long' : `it ended with ${child.exitCode}`)
}

async function isReady(port: number): Promise<boolean> {
  try {
    const { ok } = await fetch(`http://127.0.0.1:${port}/health/ready`)
    return ok
  } catch {
    return false
  }
}

/** Ends a process and what it started: they are a group, as they were started detached. */
async function stopGroup(child: ChildProcess): Promise<void> {
  if (isGone(child) || child.pid === undefined) return
  const gone = once(child, 'exit')
  process.kill(-child.pid, 'SIGTERM')
  await gone
}

function killGroup(child: ChildProcess): void {
  if (!isGone(child) && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
}

function isGone({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

function outputOf(child: ChildProcess): () => string {
  let text = ''
  for (const output of [child.stdout, child.stderr]) {
    output?.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-4_000)
    })
  }
  return () => text
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('there is no free port')
  return address.port
}
