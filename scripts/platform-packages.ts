/**
 * Finds the packages of other platforms that package-lock.json should know and does not.
 *
 * `npm install` leaves out an optional package that its registry does not serve, and `npm ci` then
 * calls the lock file incomplete. Their versions are exact, so they can be written down unseen.
 */

/** The part of a lock file's entry that is read or written here. */
export interface LockEntry {
  readonly version?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** A lock file's entries by path: `node_modules/oxlint`. */
export type LockEntries = Readonly<Record<string, LockEntry>>

/** A lock file; what is not read here passes through unread. */
export interface Lock {
  readonly packages: LockEntries
}

/** Reads a lock file; fails on a text that is none. */
export function readLock(text: string): Lock {
  const lock: unknown = JSON.parse(text)
  if (!isLock(lock)) throw new Error('the lock file has no "packages"')
  return lock
}

/**
 * Gives the missing entries by path; none when the lock file is complete.
 *
 * @throws Error when an optional package is asked for by a range or names no platform.
 */
export function missingPlatformPackages(entries: LockEntries): LockEntries {
  const missing: Record<string, LockEntry> = {}
  for (const { optionalDependencies = {}, dev = false } of Object.values(entries)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (!isKnown(name, entries)) missing[`node_modules/${name}`] = entryOf(name, version, dev)
    }
  }
  return missing
}

function isLock(value: unknown): value is Lock {
  return typeof value === 'object' && value !== null && 'packages' in value
}

function isKnown(name: string, entries: LockEntries): boolean {
  return Object.keys(entries).some((path) => path.endsWith(`node_modules/${name}`))
}

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'sunos', 'win32']
const processors = ['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64']

function entryOf(name: string, version: string, dev: boolean): LockEntry {
  const words = name.split(/[/-]/)
  const os = systems.filter((system) => words.includes(system))
  const cpu = processors.filter((processor) => words.includes(processor))
  if (!/^\d+\.\d+\.\d+/.test(version) || os.length === 0 || cpu.length === 0) {
    throw new Error(
      `${name}@${version} names no version or no platform: add it to the lock by hand`,
    )
  }
  return { version, cpu, ...(dev && { dev }), optional: true, os }
}
