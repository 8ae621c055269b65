/** A line of the log: how much it weighs, what it says, what it is about. */
import type { LogFacts } from '@plinth/core'

/** How much is written, from everything to nothing. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** All levels, from the least weight to the greatest. */
export const logLevels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent']

/** The weight of one line. */
export type LineLevel = Exclude<LogLevel, 'silent'>

/** One line before it is written; its facts hold no secrets any more. */
export interface LogLine {
  readonly time: Date
  readonly level: LineLevel
  readonly message: string
  readonly facts: LogFacts
}
