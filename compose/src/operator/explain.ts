/** Says of an error what whoever runs the system can do about it. */
import { CoreError } from '@plinth/core'
import { withoutPasswords } from '../log/redact.ts'
import { OperatorError } from './operator-error.ts'

/** What is shown of an error, and how the process ends. */
export interface Explained {
  /** One sentence, or the page of mistakes. */
  readonly message: string
  /** The next thing to try. */
  readonly next: string
  readonly exitCode: 1 | 2
}

/** Explains an error that an operator can do something about; null for a fault in the program. */
export function explain(error: unknown): Explained | null {
  if (error instanceof OperatorError) {
    const { message, next, exitCode } = error
    return { message: withoutPasswords(message), next, exitCode }
  }
  if (!(error instanceof CoreError)) return null

  const next = nextByCode.get(error.code)
  return next === undefined ? null : { message: withoutPasswords(error.message), next, exitCode: 1 }
}

/** Writes what is shown: the message, and on a line of its own, below a page after a gap, what to try next. */
export function explanationText({ message, next }: Explained): string {
  const gap = message.includes('\n\n') ? '\n\n' : '\n'
  return `${message}${gap}${next}\n`
}

/** What is shown of a fault in the program: there the stack is what helps. */
export function faultText(error: unknown): string {
  const shown = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `This is a fault in the program, not in how it was started:\n${withoutPasswords(shown)}\n`
}

const nextByCode: ReadonlyMap<string, string> = new Map([
  ['config.invalid', 'Correct that and start again; all variables: docs/configuration.md'],
  ['system.invalid', 'Correct that and start again.'],
  ['database.locked', 'Stop that process, or set PLINTH_DATA_DIR to another directory.'],
  [
    'database.taken',
    'Set PLINTH_DATA_DIR (or DATABASE_URL) to a place for this system; if it was renamed, say so: compose({ name, was }).',
  ],
  [
    'database.unreachable',
    'Start the database, or correct DATABASE_URL; without DATABASE_URL the embedded database is used.',
  ],
  ['database.refused', 'Correct the user, the password and the database name in DATABASE_URL.'],
  ['database.unsafe', 'Take superuser and bypassrls from the role that it names, and start again.'],
  ['database.timeout', 'See what keeps the database busy, and start again.'],
  ['database.contention', 'Try again.'],
  ['database.failed', 'Put right what the database reports, and start again.'],
  [
    'migration.refused',
    'Change the declarations or the stored records as it says, and start again.',
  ],
])
