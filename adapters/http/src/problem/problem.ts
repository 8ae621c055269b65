/** What a caller is told when a request fails: problem details, as in RFC 9457. */
import type { ErrorCode } from '@plinth/core'

/** The media type of problem details. */
export const problemMediaType = 'application/problem+json'

/** One thing that is wrong with the input, and where it stands. */
export interface ProblemDetail {
  /** Into the body, as in RFC 6901; the empty text is the body itself. */
  readonly pointer?: string
  /** The name of a parameter of the query string. */
  readonly parameter?: string
  /** Stable and short: `required`, `type`, `unknown-field`, … */
  readonly code: string
  /** Names the field, the value and what is allowed. */
  readonly detail: string
}

/** A problem. */
export interface Problem extends Partial<RefusedTransition> {
  /** Where the code is explained: `/errors/state-refused`. */
  readonly type: string
  /** The same for every problem of the code, but for a refused transition, which names its target. */
  readonly title: string
  readonly status: number
  /** Stable, for machines: `state.refused`. */
  readonly code: ErrorCode
  /** What went wrong this time. */
  readonly detail: string
  /** All that is wrong with the input. */
  readonly errors?: readonly ProblemDetail[]
  /** Names and values behind the detail. */
  readonly facts?: Readonly<Record<string, unknown>>
  /** The same in the log, in the header `x-request-id`, and on the events of the request. */
  readonly trace_id: string
  /** The address of what the request was about. */
  readonly instance: string
}

/** Why a record did not take an event. */
export interface RefusedTransition {
  readonly machine: unknown
  readonly state: unknown
  readonly event: unknown
  /** The events that it would take now. */
  readonly allowed: unknown
  /** The tree of the rule, with what each leaf compared. */
  readonly why: unknown
  /** Small changes after which it would be taken. */
  readonly remedies: unknown
}

/** The address that explains a code, below the address of the API. */
export function problemType(code: ErrorCode, publicUrl: string): string {
  return `${publicUrl}/errors/${code.replaceAll('.', '-')}`
}

/** Writes a problem as JSON; facts that JSON cannot hold are left out. */
export function problemText(problem: Problem): string {
  try {
    return JSON.stringify(problem)
  } catch {
    const { facts: _facts, why: _why, remedies: _remedies, ...rest } = problem
    return JSON.stringify(rest)
  }
}
