/** Turns an error into the problem that its caller is told. */
import { CoreError, type ErrorFacts, ValidationError, type ValidationFailure } from '@plinth/core'
import { errorCodes } from '@plinth/core/runtime'
import { bodyMediaTypes } from '../request/json-body.ts'
import { httpErrorCodes } from './http-error.ts'
import { pointerOfPath } from './json-pointer.ts'
import { type Problem, type ProblemDetail, problemType } from './problem.ts'
import { kindOf } from './statuses.ts'

/** What else the answer depends on. */
export interface Circumstances {
  readonly traceId: string
  /** The path of the request, without its query string. */
  readonly path: string
  /** Whether the input came in the query string, so that failures name parameters. */
  readonly inQuery: boolean
  /** Whether the request came with `If-Match`: a stale record is then a failed precondition. */
  readonly hasPrecondition: boolean
  /** What begins the addresses in `type`; empty for relative ones. */
  readonly publicUrl: string
  /** Names a refused transition by its target: `The order cannot be placed`. */
  readonly refusalTitle: (machine: unknown, event: unknown) => string | undefined
}

/**
 * Tells an error as a problem. Of what broke inside, nothing is told but its code, and whether it may
 * have taken effect: neither message nor facts, as they may name hosts, users and statements.
 */
export function problemOf(error: CoreError, circumstances: Circumstances): Problem {
  const { traceId, path, publicUrl, hasPrecondition } = circumstances
  const { status: usual, title } = kindOf(error)
  const status = error.code === 'entity.stale' && hasPrecondition ? 412 : usual
  const isOurs = status >= 500
  return {
    type: problemType(error.code, publicUrl),
    title: titleOf(error, circumstances) ?? title,
    status,
    code: error.code,
    detail: isOurs ? meaningOf(error) : error.message,
    ...(isOurs ? {} : extensionsOf(error, circumstances)),
    trace_id: traceId,
    instance: subjectOf(path),
  }
}

/** The header fields that go with a problem. */
export function problemHeaders(error: CoreError): Readonly<Record<string, string>> {
  const { allow, challenge } = error.facts
  const { status } = kindOf(error)
  const retryAfter = secondsToWait(error)
  return {
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    ...(status === 405 && typeof allow === 'string' ? { allow } : {}),
    ...(status === 401 && typeof challenge === 'string' ? { 'www-authenticate': challenge } : {}),
    ...(status === 415 ? { accept: bodyMediaTypes.join(', '), 'accept-encoding': 'identity' } : {}),
  }
}

// What an error knows of its own wait is in milliseconds; the field has whole seconds.
function secondsToWait(error: CoreError): number | undefined {
  const { retryAfter } = error.facts
  return typeof retryAfter === 'number' ? Math.ceil(retryAfter / 1_000) : kindOf(error).retryAfter
}

const meanings: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...errorCodes, ...httpErrorCodes }),
)

/** Explains a code in a sentence; undefined for the code of a module. */
export function explainCode(code: string): string | undefined {
  return meanings.get(code)
}

// Who does not know that his request may have been done repeats it.
function meaningOf({ code, facts }: CoreError): string {
  const meaning = explainCode(code) ?? errorCodes.internal
  if (facts['outcome'] !== 'unknown') return meaning
  return `${meaning} The request may have been done: read before you repeat it.`
}

function titleOf(error: CoreError, { refusalTitle }: Circumstances): string | undefined {
  if (error.code !== 'state.refused') return undefined
  return refusalTitle(error.facts['machine'], error.facts['event'])
}

function extensionsOf(error: CoreError, circumstances: Circumstances): Partial<Problem> {
  const { code, facts } = error
  if (error instanceof ValidationError) {
    return { errors: error.failures.map((failure) => detailOf(failure, circumstances)) }
  }
  if (code === 'state.refused') return refusalOf(facts)

  const { errors, allow: _allow, challenge: _challenge, ...rest } = facts
  return {
    ...(isDetails(errors) ? { errors } : {}),
    ...(Object.keys(rest).length > 0 ? { facts: rest } : {}),
  }
}

function detailOf(
  { path, code, message }: ValidationFailure,
  { inQuery }: Circumstances,
): ProblemDetail {
  if (!inQuery) return { pointer: pointerOfPath(path), code, detail: message }

  const [parameter = path] = path.split('.', 1)
  return { parameter, code, detail: message }
}

function refusalOf({
  machine,
  state,
  event,
  allowed,
  why,
  remedies,
}: ErrorFacts): Partial<Problem> {
  return {
    machine,
    state,
    event,
    allowed,
    ...(why === undefined ? {} : { why }),
    ...(remedies === undefined ? {} : { remedies }),
  }
}

function isDetails(errors: unknown): errors is readonly ProblemDetail[] {
  return Array.isArray(errors) && errors.length > 0
}

// A refused transition is about the record, not about the attempt.
function subjectOf(path: string): string {
  const [subject = path] = path.split(/\/(?:transitions\/[^/]*|history)$/, 1)
  return subject
}
