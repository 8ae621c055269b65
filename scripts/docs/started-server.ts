/** Starts a system as a page says, in a process of its own, on a free port and an empty database. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { expect } from 'vitest'

/** A server that answers. */
export interface StartedServer {
  /** Without a slash at the end. */
  readonly url: string
  /** Ends it in order, and takes its data away. */
  stop(): Promise<void>
}

/** Starts a program that runs a system, such as `examples/trading/main.ts`, and waits for its banner. */
export async function startServer(main: string): Promise<StartedServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'plinth-page-'))
  const { DATABASE_URL: _, ...rest } = process.env
  const env = { ...rest, APP_ENV: 'development', PORT: '0', PLINTH_DATA_DIR: dataDir }
  const call = ['--conditions=plinth-source', main]
  const child = spawn(process.execPath, call, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const url = await urlOf(child)
  return {
    url,
    async stop() {
      await stopped(child)
      rmSync(dataDir, { recursive: true })
    },
  }
}

/** The address in the banner, once the server is ready. */
async function urlOf({ stdout, stderr }: ChildProcess): Promise<string> {
  if (!stdout || !stderr) throw new Error('the server has no output to read')
  const complaints: unknown[] = []
  stderr.on('data', (text) => complaints.push(text))
  for await (const line of createInterface({ input: stdout })) {
    const [, url] = /API\s+(http:\S+)\/api/.exec(line) ?? []
    if (url === undefined) continue
    stdout.resume()
    return url
  }
  throw new Error(`the server did not start: ${complaints.join('')}`)
}

async function stopped(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  expect(await exit).toEqual([0, null])
}
