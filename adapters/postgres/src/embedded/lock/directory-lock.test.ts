/** A directory belongs to one process at a time, whatever became of the others. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type DirectoryLock, lockDirectory } from './directory-lock.ts'
import { type Holder, thisProcess } from './lock-holder.ts'

let directory: string
const held: DirectoryLock[] = []

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plinth-lock-'))
})

afterEach(async () => {
  vi.useRealTimers()
  for (const lock of held.splice(0)) await lock.release()
  await rm(directory, { recursive: true, force: true })
})

test('a second taker is refused, and told who has the directory', async () => {
  await take()

  const attempt = take()

  await expect(attempt).rejects.toMatchObject({
    code: 'database.locked',
    message: expect.stringMatching(
      `^the data directory ${directory} is in use by this process \\(${process.pid}\\) since 2`,
    ),
  })
})

test('a released directory is free, and nothing is left in it', async () => {
  const lock = await take()

  await lock.release()

  expect(await readdir(directory)).toEqual([])
  await expect(take()).resolves.toBeDefined()
})

test('another process that runs keeps its lock', async () => {
  const pid = process.ppid
  await writeLock({ pid, started: '' })

  const attempt = take()

  await expect(attempt).rejects.toThrow(`in use by process ${pid} since 2026-11-20T10:00:00.000Z`)
})

test('the lock of a process that has ended is taken over', async () => {
  await writeLock({ pid: await endedPid() })

  await expect(take()).resolves.toBeDefined()
})

test.runIf(process.platform === 'linux')(
  'a lock whose process number now belongs to another process is taken over',
  async () => {
    await writeLock({ pid: process.pid, started: 'another-boot 17' })

    await expect(take()).resolves.toBeDefined()
  },
)

test('a lock that cannot be read is taken over', async () => {
  await writeFile(join(directory, 'lock'), '')

  await expect(take()).resolves.toBeDefined()
})

test('a holder on another machine is believed while it renews its lock', async () => {
  await writeLock({ host: 'elsewhere', pid: await endedPid() })

  await expect(take()).rejects.toThrow('on elsewhere (another machine or container) since 2026')

  await renewedSecondsAgo(16)
  await expect(take()).resolves.toBeDefined()
})

test('of many that find a stale lock one takes it over, and the others are told who', async () => {
  await writeLock({ pid: await endedPid() })

  const attempts = await Promise.allSettled(Array.from({ length: 20 }, take))

  const refused = attempts.filter(({ status }) => status === 'rejected')
  expect(refused).toHaveLength(19)
  expect(refused[0]).toMatchObject({ reason: { code: 'database.locked' } })
  expect(await readdir(directory)).toEqual(['lock'])
})

test('a process that died while it took over stops nobody', async () => {
  const stale = await writeLock({ pid: await endedPid() })
  const name = createHash('sha256').update(stale).digest('hex').slice(0, 16)
  await writeLock({ pid: await endedPid() }, `lock.after-${name}`)

  await take()

  expect(await readdir(directory)).toEqual(['lock'])
})

test('whoever was taken for dead learns that it lost the directory', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] })
  const lock = await take()
  const lost = once(lock.lost, 'abort')
  await writeLock({ host: 'elsewhere' })

  vi.advanceTimersByTime(2_000)

  await lost
  await lock.release()
  expect(await readdir(directory)).toEqual(['lock'])
})

async function take(): Promise<DirectoryLock> {
  const lock = await lockDirectory(directory)
  held.push(lock)
  return lock
}

async function writeLock(holder: Partial<Holder>, name = 'lock'): Promise<string> {
  const since = '2026-11-20T10:00:00.000Z'
  const text = JSON.stringify({ ...(await thisProcess()), since, ...holder })
  await writeFile(join(directory, name), text)
  return text
}

async function renewedSecondsAgo(seconds: number): Promise<void> {
  const then = new Date(Date.now() - seconds * 1000)
  await utimes(join(directory, 'lock'), then, then)
}

/** A process number that nobody has any more. */
async function endedPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await once(child, 'exit')
  return child.pid ?? 0
}
