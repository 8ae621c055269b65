/**
 * Keeps a directory to one process at a time.
 *
 * Held: the file `lock` says who holds it; its date is renewed every two seconds. Released: the
 * file is gone. Stale: the file's holder has ended, or, where that cannot be seen (another machine
 * or container), its date is older than 15 seconds; the next process takes over.
 *
 * No two processes can take at once. A new lock appears complete or not at all (`link`). Only the
 * process that holds `lock.after-…`, named for the content of one stale lock, may replace that
 * one; the guard is itself such a lock, so a process that dies in between leaves nothing that stays.
 */
import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseError } from '../../driver/database-error.ts'
import { type Holder, isOnThisHost, isRunning, parseHolder, thisProcess } from './lock-holder.ts'

/** A directory that is ours. */
export interface DirectoryLock {
  /** Aborts when another process has taken over: this one was taken for dead. */
  readonly lost: AbortSignal
  /** Frees the directory. */
  release(): Promise<void>
}

/** Locks a directory that exists. @throws DatabaseError `database.locked` naming who has it. */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const path = join(directory, 'lock')
  const me = await thisProcess()
  const claim: Claim = { text: JSON.stringify(me), file: `${path}.${me.token}` }

  const rival = await takeWith(claim, path)
  if (rival) throw lockedError(directory, rival, me)
  return hold(path, claim.text)
}

/** What this process writes into a lock, and a file that already holds it. */
interface Claim {
  readonly text: string
  readonly file: string
}

async function takeWith(claim: Claim, path: string): Promise<Holder | null> {
  await writeFile(claim.file, claim.text, { flag: 'wx' })
  try {
    return await take(path, claim)
  } finally {
    await rm(claim.file, { force: true })
  }
}

/** Makes the lock file ours, or returns who has it. */
async function take(path: string, claim: Claim): Promise<Holder | null> {
  while (!(await create(path, claim))) {
    const found = await read(path)
    if (found === null) continue

    const rival = (await holderAlive(path, found)) ?? (await replace(path, found, claim))
    if (rival) return rival
    if ((await read(path)) === claim.text) return null
  }
  return null
}

async function create(path: string, { file }: Claim): Promise<boolean> {
  try {
    await link(file, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** Replaces a stale lock under its guard, if it is still the same; returns who else is at it. */
async function replace(path: string, stale: string, claim: Claim): Promise<Holder | null> {
  const guard = `${path}.after-${createHash('sha256').update(stale).digest('hex').slice(0, 16)}`
  const rival = await take(guard, claim)
  if (rival) return rival

  try {
    if ((await read(path)) === stale) await overwrite(path, claim)
    return null
  } finally {
    await rm(guard, { force: true })
  }
}

async function overwrite(path: string, { file }: Claim): Promise<void> {
  const next = `${file}.next`
  await link(file, next)
  await rename(next, path)
}

const renewEveryMs = 2_000
const staleAfterMs = 15_000

/** Returns the holder when he is there, null when the lock is stale (or was never a lock). */
async function holderAlive(path: string, text: string): Promise<Holder | null> {
  const holder = parseHolder(text)
  if (!holder) return null

  const alive = (await isOnThisHost(holder)) ? await isRunning(holder) : await isFresh(path)
  return alive ? holder : null
}

async function isFresh(path: string): Promise<boolean> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }))
  return Date.now() - mtimeMs < staleAfterMs
}

function hold(path: string, text: string): DirectoryLock {
  const lost = new AbortController()
  const renew = async (): Promise<void> => {
    if ((await read(path)) !== text) return lost.abort()
    const now = new Date()
    await utimes(path, now, now).catch(() => lost.abort())
  }
  const timer = setInterval(() => void renew(), renewEveryMs).unref()
  const onExit = (): void => removeIfOurs(path, text)
  process.once('exit', onExit)

  return {
    lost: lost.signal,
    async release() {
      clearInterval(timer)
      process.off('exit', onExit)
      if ((await read(path)) === text) await rm(path, { force: true })
    },
  }
}

function removeIfOurs(path: string, text: string): void {
  try {
    if (readFileSync(path, 'utf8') === text) rmSync(path)
  } catch {
    // Nobody is left to tell; a stale lock is taken over.
  }
}

async function read(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null)
}

function lockedError(directory: string, rival: Holder, me: Holder): DatabaseError {
  const { pid, since, host } = rival
  const who = pid === me.pid && host === me.host ? `this process (${pid})` : `process ${pid}`
  const where = host === me.host ? '' : ` on ${host.split(' ')[0]} (another machine or container)`
  return new DatabaseError({
    code: 'database.locked',
    message: `the data directory ${directory} is in use by ${who}${where} since ${since}`,
    outcome: 'nothing',
    facts: { directory, pid, since, host },
  })
}
