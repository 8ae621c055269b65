/** The errors that cross Plinth's borders: a stable code, a sentence, and the facts behind it. */
import type { ErrorCode } from './codes.ts'
import type { ValidationFailure } from './validation-failure.ts'

/** What an error is about, for machines: names, values, what is allowed. Never secrets. */
export type ErrorFacts = Readonly<Record<string, unknown>>

/** What else an error may carry. */
export interface ErrorOptions {
  /** What went wrong underneath. */
  readonly cause?: unknown
  /** Whether the same attempt may succeed when made again. Default false. */
  readonly transient?: boolean
}

/** The root of all errors with a code. The message names the thing, the value and what is allowed. */
export class CoreError extends Error {
  override readonly name: string = 'CoreError'
  readonly code: ErrorCode
  readonly facts: ErrorFacts
  /** Whether the same attempt may succeed when made again: retry repeats only these. */
  readonly transient: boolean

  /** The last argument holds options, or is the cause itself: `catch (error) { throw new CoreError(…, error) }`. */
  // oxlint-disable-next-line eslint/max-params -- the reference spells it so
  constructor(
    code: ErrorCode,
    message: string,
    facts: ErrorFacts = {},
    options?: ErrorOptions | CauseItself,
  ) {
    const { cause, transient = false } = isOptions(options) ? options : { cause: options }
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.facts = facts
    this.transient = transient
  }
}

/** Whatever was thrown underneath: mostly an `Error`. */
type CauseItself = {} | null

function isOptions(given: ErrorOptions | CauseItself | undefined): given is ErrorOptions {
  if (typeof given !== 'object' || given === null) return false
  if (given instanceof Error) return false
  return Object.keys(given).every((key) => key === 'cause' || key === 'transient')
}

/** Says that a record does not exist in the caller's organization. */
export class NotFoundError extends CoreError {
  override readonly name: string = 'NotFoundError'
}

/** Says that input breaks its schema, with every failure at once. */
export class ValidationError extends CoreError {
  override readonly name: string = 'ValidationError'
  readonly failures: readonly ValidationFailure[]

  constructor(failures: readonly ValidationFailure[])
  constructor(subject: string, failures: readonly ValidationFailure[])
  constructor(
    first: string | readonly ValidationFailure[],
    failures: readonly ValidationFailure[] = typeof first === 'string' ? [] : first,
  ) {
    const subject = typeof first === 'string' ? first : 'The input'
    super('validation.failed', describe(subject, failures), { subject })
    this.failures = failures
  }
}

/** Says that nobody is known to be asking. */
export class AuthenticationError extends CoreError {
  override readonly name: string = 'AuthenticationError'
}

/** Says that the caller is known and may not do this. */
export class AuthorizationError extends CoreError {
  override readonly name: string = 'AuthorizationError'
}

/** Says that the change collides with another one: a stale version, a value taken. */
export class ConflictError extends CoreError {
  override readonly name: string = 'ConflictError'
}

/** Says that a rule of the business forbids it. */
export class BusinessError extends CoreError {
  override readonly name: string = 'BusinessError'
}

/** Says that something outside failed: a database, a service. */
export class IntegrationError extends CoreError {
  override readonly name: string = 'IntegrationError'
}

function describe(subject: string, failures: readonly ValidationFailure[]): string {
  const [first, ...others] = failures
  if (!first) return `${subject} is not valid`

  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  return `${subject} is not valid: ${first.message}${more}`
}
