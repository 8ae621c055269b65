/** A Postgres server for the time of a proof: its own cluster, its own port, gone at the end. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { connectPostgres } from '@plinth/postgres'
import { leaveNothing } from '../leftovers.ts'
import { freePort } from './free-port.ts'
import { newDirectory } from './new-directory.ts'
import { programFolder, type ServerUser, serverUser } from './postgres-programs.ts'

/** Starts a server and waits until it answers; gives its address. @throws Error when there is none to start */
export async function startServer(): Promise<string> {
  const programs = programFolder()
  const user = serverUser()
  const directory = await newDirectory()
  if (user.uid !== undefined) await chown(directory, user.uid, user.gid ?? user.uid)
  const data = join(directory, 'cluster')
  await initialise(join(programs, 'initdb'), data, user)

  const port = await freePort()
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${directory}`]
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...user, cwd: directory, stdio: 'ignore' },
  )
  const gone = once(server, 'exit')
  const kill = () => server.kill('SIGQUIT')
  process.once('exit', kill)
  leaveNothing(async () => {
    process.off('exit', kill)
    if (server.exitCode !== null || server.signalCode !== null) return
    kill()
    await gone
  })

  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  await untilItAnswers(url)
  return url
}

async function initialise(program: string, data: string, user: ServerUser): Promise<void> {
  const options = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8']
  const child = spawn(program, ['--pgdata', data, '--no-sync', ...options], {
    ...user,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const complaints: string[] = []
  child.stderr.on('data', (chunk: unknown) => complaints.push(String(chunk)))
  await once(child, 'close')
  if (child.exitCode !== 0) throw new Error(`initdb failed: ${complaints.join('').trim()}`)
}

const patienceMs = 30_000

async function untilItAnswers(url: string): Promise<void> {
  const end = performance.now() + patienceMs
  for (;;) {
    try {
      const driver = await connectPostgres({ url, connections: 1, connectTimeoutMs: 2_000 })
      return await driver.close()
    } catch (error) {
      if (performance.now() > end) throw error
      await delay(100)
    }
  }
}
