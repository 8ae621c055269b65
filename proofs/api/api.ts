/** Asks a server as one caller. */
import { listAt, parsed, valueAt } from './json.ts'

/** Who asks. */
export interface Caller {
  readonly organization: string
  readonly actor: string
  readonly roles: readonly string[]
}

/** What is asked. */
export interface Question {
  readonly method: string
  /** With its query string. */
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What is answered. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The text as JSON; null when it is none. */
  readonly body: unknown
}

/** Asks, and waits for the whole answer. */
export type Api = (question: Question) => Promise<Answer>

/** How long one answer may take. */
const patienceMs = 35_000

/** Makes the caller's access to a server. It fails when the server is not there, or goes meanwhile. */
export function apiOf(url: string, { organization, actor, roles }: Caller): Api {
  const identity = { 'x-org-id': organization, 'x-actor-id': actor, 'x-roles': roles.join(',') }
  return async ({ method, path, body, headers = {} }) => {
    const content = body === undefined ? {} : { 'content-type': 'application/json' }
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...identity, ...content, ...headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: parsed(text) }
  }
}

/** Reads a whole list, page by page. @throws Error when a page is refused */
export async function readAll(api: Api, path: string): Promise<readonly unknown[]> {
  const records: unknown[] = []
  let after: unknown = null
  do {
    const cursor = typeof after === 'string' ? `&after=${encodeURIComponent(after)}` : ''
    const { status, body, text } = await api({ method: 'GET', path: `${path}?limit=500${cursor}` })
    if (status !== 200) throw new Error(`GET ${path} answers ${status}: ${text.slice(0, 300)}`)
    records.push(...listAt(body, 'data'))
    after = valueAt(body, 'page.next')
  } while (after !== null)
  return records
}
