/** Reads what the environment says, in one place: all of it is valid, or every mistake is named. */
import { CoreError } from '@plinth/core'
import type { ActiveAdapters } from '@plinth/core/runtime'
import { activeAdapters } from './active-adapters.ts'
import type { LogLevel } from '../log/log-line.ts'
import type { Secret } from './secret.ts'
import {
  appEnv,
  databaseUrl,
  dataDir,
  type Environment,
  host,
  logLevel,
  port,
  type Variable,
} from './variables.ts'

/** How this process shall run. */
export interface Configuration {
  /** `APP_ENV`. Default `production`. */
  readonly environment: Environment
  /** `HOST`: the name or address that HTTP listens on. Default `127.0.0.1`. */
  readonly host: string
  /** `PORT`; 0 takes any free one. Default 3000. */
  readonly port: number
  /** `DATABASE_URL`: a Postgres server; null, the default, for the embedded database. */
  readonly databaseUrl: Secret | null
  /** `PLINTH_DATA_DIR`: where the embedded database lives. Default `.plinth/data`. */
  readonly dataDir: string
  /** `LOG_LEVEL`: the least weight that a line must have to be written. Default `info`. */
  readonly logLevel: LogLevel
  /** `PLINTH_ADAPTERS`: the active adapter by type. Default: what the system was composed with. */
  readonly adapters: ActiveAdapters
}

/** The environment of a process. */
export type Variables = Readonly<Record<string, string | undefined>>

/** A variable that holds what it may not. */
export interface ConfigurationMistake {
  readonly variable: string
  /** Names the variable, its value unless it is secret, and what is allowed. */
  readonly message: string
}

/**
 * Reads the configuration. An empty variable counts as none.
 *
 * @throws CoreError `config.invalid` with every mistake in `facts.mistakes`.
 */
export function readConfiguration(variables: Variables): Configuration {
  const mistakes: ConfigurationMistake[] = []

  const configuration = {
    environment: read(appEnv),
    host: read(host),
    port: read(port),
    databaseUrl: read(databaseUrl),
    dataDir: read(dataDir),
    logLevel: read(logLevel),
    adapters: read(activeAdapters),
  }
  if (mistakes.length === 0) return Object.freeze(configuration)
  throw invalid(mistakes)

  function read<T>(variable: Variable<T>): T {
    const text = variables[variable.name]
    if (text === undefined || text === '') return variable.fallback

    const value = variable.read(text)
    if (value !== undefined) return value
    mistakes.push({ variable: variable.name, message: describe(variable, text) })
    return variable.fallback
  }
}

function describe(variable: Variable<unknown>, text: string): string {
  const { name, allowed, isSecret = false } = variable
  if (isSecret) return `${name} (its value stays hidden) is not ${allowed}`

  const near = variable.hint?.(text)
  const hint = near === undefined ? '' : `. Did you mean "${near}"?`
  return `${name} ${JSON.stringify(text.slice(0, 80))} is not ${allowed}${hint}`
}

function invalid(mistakes: readonly ConfigurationMistake[]): CoreError {
  const lines = mistakes.map(({ message }) => message)
  const [only = ''] = lines
  const message =
    lines.length === 1
      ? only
      : `${lines.length} variables are not valid:\n\n${lines.map((line) => `  ${line}`).join('\n')}`
  return new CoreError('config.invalid', message, { mistakes })
}
