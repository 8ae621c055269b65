/** Who holds a lock file, and whether that process is still there. */
import { randomUUID } from 'node:crypto'
import { readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'

/** A process that claims a lock file: the file's content. */
export interface Holder {
  readonly pid: number
  /** When the process began, as its kernel counts: tells it from a later one with its number. Empty where unknown. */
  readonly started: string
  /** The machine, and on Linux the namespace, in which `pid` means this process. */
  readonly host: string
  /** When it took the lock, ISO 8601. */
  readonly since: string
  /** Different for every claim. */
  readonly token: string
}

/** Describes this process. */
export async function thisProcess(): Promise<Holder> {
  const { pid } = process
  const since = new Date().toISOString()
  const { started } = await lookAt(pid)
  return { pid, started, host: await thisHost(), since, token: randomUUID() }
}

/** Reads a holder from the content of a lock file; null when it is none. */
export function parseHolder(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text)
    return isHolder(value) ? value : null
  } catch {
    return null
  }
}

/** Whether the process numbers of this holder mean anything here. */
export async function isOnThisHost({ host }: Holder): Promise<boolean> {
  return host === (await thisHost())
}

/** Whether a holder on this host runs: its number is taken, and not by a later process. */
export async function isRunning({ pid, started }: Holder): Promise<boolean> {
  if (!isTaken(pid)) return false

  const now = await lookAt(pid)
  if (now.ended) return false
  return started === '' || now.started === '' || started === now.started
}

// Containers may share a machine's name; the namespace of process numbers tells them apart.
async function thisHost(): Promise<string> {
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '')
  return `${hostname()} ${namespace}`.trim()
}

/** What the kernel says of a process: when it began, and whether only its entry is left. */
interface Sighting {
  readonly started: string
  readonly ended: boolean
}

// /proc/<pid>/stat, proc_pid_stat(5): field 3 is the state, field 22 the start in ticks since boot.
// The name in field 2 may hold blanks and parentheses. Other systems have no such file.
async function lookAt(pid: number): Promise<Sighting> {
  const [stat, boot] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
  ])
  const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = fields[18]
  return { started: ticks ? `${boot.trim()} ${ticks}` : '', ended: state === 'Z' || state === 'X' }
}

function isTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // EPERM: there is one, and it belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function isHolder(value: unknown): value is Holder {
  if (typeof value !== 'object' || value === null) return false

  const isText = (key: keyof Holder): boolean => typeof Reflect.get(value, key) === 'string'
  const texts = ['started', 'host', 'since', 'token'] as const
  return texts.every(isText) && Number.isInteger(Reflect.get(value, 'pid'))
}
