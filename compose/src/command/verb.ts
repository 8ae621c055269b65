/** The port of the command line: one verb of one noun, with all that is said of it in one value. */
import type { Variables } from '../configuration/configuration.ts'
import type { Terminal } from '../operator/terminal.ts'

/** 0: done. 1: refused, or something was found. 2: called wrongly. */
export type ExitCode = 0 | 1 | 2

/** An option of a verb. */
export interface VerbOption {
  /** Without the dashes. */
  readonly name: string
  /** What stands behind it: `<id>`. Absent for a switch. */
  readonly takes?: string
  readonly summary: string
  /** Default false. */
  readonly required?: boolean
  /** What its text must look like, and how that is said. Default: any text will do. */
  readonly form?: { readonly pattern: RegExp; readonly words: string }
}

/** What can be done with a noun: `plinth data import`. */
export interface Verb {
  readonly noun: string
  readonly verb: string
  /** One sentence without a full stop. */
  readonly summary: string
  /** What must be named, in order: `<Entity>`, `<file.csv>`. */
  readonly takes: readonly string[]
  readonly options: readonly VerbOption[]
  /** A call that works. */
  readonly example: string
  /** @throws OperatorError or CoreError with what the caller can put right */
  run(call: Call): Promise<ExitCode>
}

/** One call of a verb. */
export interface Call {
  /** As many as the verb takes. */
  readonly named: readonly string[]
  /** The text of an option; undefined when it is not given. */
  text(option: string): string | undefined
  /** Whether a switch is given. */
  has(option: string): boolean
  readonly surroundings: CallSurroundings
}

/** Where a command runs. */
export interface CallSurroundings {
  readonly terminal: Terminal
  readonly variables: Variables
  /** The directory that paths start from. */
  readonly directory: string
  /** Aborts when the caller wants the command to end in order. */
  readonly signal: AbortSignal
}

/** The option by which a verb is told whose data is meant. */
export const organizationOption: VerbOption = {
  name: 'org',
  takes: '<id>',
  summary: 'the organization whose data is meant',
  required: true,
  form: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9_.:@-]{0,63}$/,
    words: 'an id of at most 64 letters, digits and _ . : @ -, such as org_north',
  },
}

/** The option by which every verb is told which system is meant. */
export const systemOption: VerbOption = {
  name: 'system',
  takes: '<file>',
  summary: 'the file that composes the system; default: "plinth": { "system" } in package.json',
}

/** The option by which a verb is told to answer for machines. */
export const jsonOption: VerbOption = {
  name: 'json',
  summary: 'answer in JSON, one object a line; the last one is the summary',
}
