/** A running server with the shop behind it, and short ways to ask it. */
import { connect } from 'node:net'
import type { Logger } from '@plinth/core'
import type { System } from '@plinth/core/runtime'
import {
  type AccessLine,
  developmentIdentity,
  type HttpLimits,
  type HttpServer,
  httpServer,
} from './index.ts'
import type { ProblemDetail } from './problem/problem.ts'
import { openShop } from './shop.fixture.ts'

/** What a request was answered. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  /** The content as JSON; null when there is none, and the text when it is not JSON. */
  readonly body: Content
}

/** What a record, a page or a problem may hold: a test looks at what it expects there. */
export interface Content {
  readonly [key: string]: unknown
  readonly id: string
  readonly type: string
  readonly code: string
  readonly detail: string
  readonly trace_id: string
  readonly correlationId: string
  readonly total: { readonly amount: number; readonly currency: string }
  readonly data: readonly Content[]
  readonly page: { readonly limit: number; readonly next: string | number | null }
  readonly errors: readonly ProblemDetail[]
}

/** How a request differs from a plain one of the clerk in the north. */
export interface Asking {
  readonly body?: unknown
  /** Sent as it is. */
  readonly text?: string | Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
}

/** A shop that is open. */
export interface ShopServer {
  readonly url: string
  readonly server: HttpServer
  readonly system: System
  readonly lines: AccessLine[]
  /** What was logged as an error. */
  readonly logged: unknown[]
  ask(method: string, path: string, asking?: Asking): Promise<Reply>
  /** Creates a customer with a limit of 100.00 USD and his draft order of 124.00 USD. */
  draft(total?: number): Promise<{ readonly customer: Content; readonly order: Content }>
  /** Writes bytes to a connection, and reads until it ends. */
  raw(text: string): Promise<string>
  close(): Promise<void>
}

/** Opens a shop on a free port. */
export async function shopServer(limits: Partial<HttpLimits> = {}): Promise<ShopServer> {
  const { system, permissions } = await openShop()
  const lines: AccessLine[] = []
  const logged: unknown[] = []
  const server = httpServer(system, {
    identity: developmentIdentity({
      environment: 'development',
      host: '127.0.0.1',
      roles: ['clerk'],
    }),
    permissions,
    port: 0,
    limits,
    logger: recordingLogger(logged),
    about: { name: 'shop', version: '1.2.3' },
    onRequest: (line) => lines.push(line),
  })
  const { url } = await server.start()
  const ask = asker(url)
  return {
    url,
    server,
    system,
    lines,
    logged,
    ask,
    draft: (total = 12_400) => draft(ask, total),
    raw: (text) => raw(url, text),
    async close() {
      await server.stop()
      await system.stop()
    },
  }
}

function asker(url: string): ShopServer['ask'] {
  return async (method, path, { body, text, headers } = {}) => {
    const content = text ?? (body === undefined ? undefined : JSON.stringify(body))
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        'x-org-id': 'org_north',
        ...(content === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(content === undefined ? {} : { body: content }),
    })
    return {
      status: response.status,
      headers: response.headers,
      body: contentOf(await response.text()),
    }
  }
}

function parsed(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

// Believed, because a test that finds something else there fails.
function isContent(_value: unknown): _value is Content {
  return true
}

function contentOf(text: string): Content {
  const value = parsed(text)
  if (isContent(value)) return value
  throw new TypeError('unreachable')
}

let numbers = 0

async function draft(ask: ShopServer['ask'], total: number) {
  const customer = await ask('POST', '/api/v1/sales/customers', {
    body: { name: 'Ann', creditLimit: { amount: 10_000, currency: 'USD' } },
  })
  const order = await ask('POST', '/api/v1/sales/orders', {
    body: {
      number: `N-${++numbers}`,
      customerId: customer.body.id,
      total: { amount: total, currency: 'USD' },
      note: 'a secret',
    },
  })
  return { customer: customer.body, order: order.body }
}

function raw(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()))
    socket.on('error', reject)
    socket.write(text, 'latin1')
  })
}

function recordingLogger(logged: unknown[]): Logger {
  const logger: Logger = {
    debug: () => {},
    info: () => {},
    warn: () => {},
    error: (message, facts) => logged.push({ message, facts }),
    child: () => logger,
  }
  return logger
}
