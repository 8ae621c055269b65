/** Where an operator reads: the two outputs of this process, and what they can show. */
import process from 'node:process'

/** The outputs of a process. */
export interface Terminal {
  /** Writes to the standard output: what was asked for. */
  out(text: string): void
  /** Writes to the standard error: what went wrong, and how far something has come. */
  err(text: string): void
  /** Whether text may be coloured: a person looks, and did not set NO_COLOR. */
  readonly colour: boolean
  /** Whether a line on the standard error can be overwritten. */
  readonly isLive: boolean
}

/** Takes the terminal of this process; once a process. `NO_COLOR` (no-color.org) counts when it is not empty. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process
  // Whoever reads may have left (`| head`): that must end neither a server nor an import.
  stdout.on('error', () => {})
  stderr.on('error', () => {})
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    colour: stdout.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
    isLive: stderr.isTTY,
  }
}
