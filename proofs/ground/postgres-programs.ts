/** Finds the programs of a Postgres server, and the user that may run them. */
import { execFileSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { delimiter, dirname } from 'node:path'

/** As whom a program runs; empty for whoever runs the proof. */
export interface ServerUser {
  readonly uid?: number
  readonly gid?: number
}

/** Finds the folder of the newest server's programs. @throws Error when this machine has none */
export function programFolder(): string {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).map((folder) => `${folder}/initdb`)
  const found = globSync(['/usr/lib/postgresql/*/bin/initdb', '/usr/pgsql-*/bin/initdb', ...onPath])
  const [newest] = found.toSorted((one, other) => versionIn(other) - versionIn(one))
  if (newest !== undefined) return dirname(newest)

  throw new Error(
    'this machine has no programs of a Postgres server (initdb, postgres): install them, or name a server in DATABASE_URL',
  )
}

/** Finds the user that a server runs as: Postgres refuses to run as root. */
export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return {}

  const name = ['postgres', 'nobody'].find((candidate) => idOf('-u', candidate) !== null)
  const [uid, gid] = [idOf('-u', name ?? ''), idOf('-g', name ?? '')]
  if (uid === null || gid === null) throw new Error('there is no user but root to run Postgres as')
  return { uid, gid }
}

function idOf(kind: '-u' | '-g', user: string): number | null {
  try {
    return Number(execFileSync('id', [kind, user], { encoding: 'utf8', stdio: 'pipe' }))
  } catch {
    return null
  }
}

function versionIn(path: string): number {
  return Number(/(\d+)\/bin/.exec(path)?.[1] ?? 0)
}
