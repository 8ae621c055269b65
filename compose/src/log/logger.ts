/** Writes log lines: as JSON for machines, or laid out for people. Secrets stay out of both. */
import type { LogFacts, Logger } from '@plinth/core'
import { jsonLine } from './json-line.ts'
import { type LineLevel, type LogLevel, logLevels } from './log-line.ts'
import { readableLine } from './readable-line.ts'
import { redact } from './redact.ts'

/** How lines are written. */
export interface LoggerOptions {
  /** The least weight that is written. */
  readonly level: LogLevel
  /** `json`: one object a line. `readable`: for people, in colour where `colour` says so. */
  readonly format: 'json' | 'readable'
  /** Default false. */
  readonly colour?: boolean
  /** Takes each line, without its line end. */
  readonly write: (line: string) => void
}

/** Creates a logger. It never throws: a line that cannot be written is lost. */
export function createLogger(options: LoggerOptions, bound: LogFacts = {}): Logger {
  const least = logLevels.indexOf(options.level)
  const layOut = options.format === 'json' ? jsonLine : readableLine

  const at = (level: LineLevel) => {
    if (logLevels.indexOf(level) < least) return writeNothing
    return (message: string, facts: LogFacts = {}) =>
      attempt(() => {
        const line = { time: new Date(), level, message, facts: factsToShow(bound, facts) }
        options.write(layOut(line, options.colour ?? false))
      })
  }
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (facts) => createLogger(options, { ...bound, ...facts }),
  }
}

// Facts may be anything, getters that throw included; the line itself must not be lost for them.
function factsToShow(bound: LogFacts, facts: LogFacts): LogFacts {
  try {
    return redact({ ...bound, ...facts })
  } catch {
    return { facts: 'cannot be shown' }
  }
}

function attempt(write: () => void): void {
  try {
    write()
  } catch {
    // Nobody is left to tell: the log itself is what failed.
  }
}

function writeNothing(): void {}
