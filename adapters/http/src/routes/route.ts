/** A route as data: what it answers to, and how. */
import type { Call } from './call.ts'

/** The methods that routes answer to. `HEAD` comes with each `GET`, `OPTIONS` with each address. */
export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** A route. */
export interface Route {
  readonly method: Method
  /** With `:name` where a part is left open: `/api/v1/sales/orders/:id`. */
  readonly path: string
  /** Answers an identified caller. What it throws becomes a problem. */
  readonly handle: (call: Call) => Promise<Answer>
}

/** A route that answers anybody, also while the server is stopping. */
export interface OpenRoute {
  readonly path: string
  /** Answers, given the open parts of the path. */
  readonly answer: (params: Readonly<Record<string, string>>) => Answer | Promise<Answer>
  /** Milliseconds in which it must answer. Default: those of every request. */
  readonly answerMs?: number
}

/** What a request is answered. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Absent for an answer without content. Text goes out in one write with the header fields. */
  readonly body?: string | Buffer
}

/** Answers with JSON. */
export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { ...ofJson, ...headers },
    body: JSON.stringify(value ?? null),
  }
}

// What one caller is answered is nobody else's, and may be kept only to ask whether it still holds.
const ofJson = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'private, no-cache',
} as const

/** Answers with nothing. */
export function emptyAnswer(
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers }
}
