/** Where the system writes what it does. */

/** What a line is about, for machines. Never secrets. */
export type LogFacts = Readonly<Record<string, unknown>>

/** Writes lines of rising weight: a short sentence, and the facts beside it. Never throws. */
export interface Logger {
  /** Tells what only someone looking for a fault wants to read. */
  debug(message: string, facts?: LogFacts): void
  /** Tells what the system did. */
  info(message: string, facts?: LogFacts): void
  /** Tells what went wrong and was made good, or will go wrong soon. */
  warn(message: string, facts?: LogFacts): void
  /** Tells what went wrong and needs a person. */
  error(message: string, facts?: LogFacts): void
  /** Creates a logger that puts these facts on each of its lines. */
  child(facts: LogFacts): Logger
}

/** A logger that writes nothing. */
export const silentLogger: Logger = {
  debug: writeNothing,
  info: writeNothing,
  warn: writeNothing,
  error: writeNothing,
  child: () => silentLogger,
}

function writeNothing(): void {}
