/** The variables of the environment: what each is called, what it may hold, what it is without one. */
import { nearest } from '@plinth/core/runtime'
import { type LogLevel, logLevels } from '../log/log-line.ts'
import { Secret } from './secret.ts'

/** One variable. `read` answers undefined to a text that is not allowed. */
export interface Variable<T> {
  readonly name: string
  readonly fallback: T
  /** Completes the sentence "… is not". */
  readonly allowed: string
  readonly read: (text: string) => T | undefined
  /** Says what was probably meant. */
  readonly hint?: (text: string) => string | undefined
  /** The value is never shown. Default false. */
  readonly isSecret?: boolean
}

/** Where a system runs: development opens doors that production keeps shut. */
export type Environment = 'development' | 'production'

const environments: readonly Environment[] = ['development', 'production']

export const appEnv: Variable<Environment> = {
  name: 'APP_ENV',
  fallback: 'production',
  ...choice(environments),
}

export const port: Variable<number> = {
  name: 'PORT',
  fallback: 3000,
  allowed: 'a whole number from 0 to 65535 (0 takes any free port)',
  read: readPort,
}

export const host: Variable<string> = {
  name: 'HOST',
  fallback: '127.0.0.1',
  allowed: 'a host name or an IP address of this machine, such as 127.0.0.1',
  read: (text) => (/^[A-Za-z0-9._:-]{1,253}$/.test(text) ? text : undefined),
}

export const databaseUrl: Variable<Secret | null> = {
  name: 'DATABASE_URL',
  fallback: null,
  allowed: 'the address of a Postgres database, such as postgres://user:password@host:5432/name',
  read: readDatabaseUrl,
  isSecret: true,
}

export const dataDir: Variable<string> = {
  name: 'PLINTH_DATA_DIR',
  fallback: '.plinth/data',
  allowed: 'the path of a directory',
  read: (text) => (text.includes('\0') ? undefined : text),
}

export const logLevel: Variable<LogLevel> = {
  name: 'LOG_LEVEL',
  fallback: 'info',
  ...choice(logLevels),
}

function choice<T extends string>(
  values: readonly T[],
): Pick<Variable<T>, 'allowed' | 'read' | 'hint'> {
  return {
    allowed: `one of ${values.join(', ')}`,
    read: (text) => values.find((value) => value === text),
    hint: (text) => values.find((value) => value.startsWith(text)) ?? nearest(text, values),
  }
}

function readPort(text: string): number | undefined {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  return number <= 65_535 ? number : undefined
}

function readDatabaseUrl(text: string): Secret | undefined {
  if (!URL.canParse(text)) return undefined

  const { protocol, pathname } = new URL(text)
  const isPostgres = protocol === 'postgres:' || protocol === 'postgresql:'
  return isPostgres && pathname.length > 1 ? new Secret(text) : undefined
}
