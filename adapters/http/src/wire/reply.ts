/** Sends answers and problems, each with the header fields that every one of them has. */
import type { CoreError, Logger } from '@plinth/core'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { coreErrorOf } from '../problem/framework-error.ts'
import { problemMediaType, problemText } from '../problem/problem.ts'
import { type Circumstances, problemHeaders, problemOf } from '../problem/problem-of.ts'
import { traceHeader, traceIdOf } from '../request/trace.ts'
import type { Answer } from '../routes/route.ts'

/** What sending depends on. */
export interface Sender {
  readonly publicUrl: string
  readonly refusalTitle: Circumstances['refusalTitle']
  readonly logger: Logger
  /** Told of each problem, for the note of its access line. */
  readonly noted: (request: FastifyRequest, error: CoreError) => void
  /** Whether the server is stopping: connections are then not kept. */
  readonly isStopping: () => boolean
}

/** Sends an answer. */
export function sendAnswer(
  sender: Sender,
  reply: FastifyReply,
  { status, headers, body }: Answer,
): FastifyReply {
  const { id } = reply.request
  reply
    .code(status)
    .header('x-request-id', traceIdOf(id))
    .header(traceHeader, id)
    .header('x-content-type-options', 'nosniff')
  if (sender.isStopping()) reply.header('connection', 'close')
  return reply.headers(headers).send(body)
}

/** Sends whatever was thrown as a problem, and logs it when it is not the caller's. */
export function sendProblem(sender: Sender, reply: FastifyReply, thrown: unknown): FastifyReply {
  const { request } = reply
  const error = coreErrorOf(thrown)
  const problem = problemOf(error, circumstancesOf(sender, request))
  if (problem.status >= 500) report(sender.logger, request, thrown)
  sender.noted(request, error)

  // As bytes, because Fastify adds a charset to a text, which this media type has not.
  const body = Buffer.from(problemText(problem))
  const headers = { 'content-type': problemMediaType, 'cache-control': 'no-store' }
  const answer = { status: problem.status, headers: { ...headers, ...problemHeaders(error) }, body }
  return sendAnswer(sender, reply, answer)
}

/** The path of an address, without its query string. */
export function pathOf(address: string): string {
  const end = address.search(/[?#]/)
  return end < 0 ? address : address.slice(0, end)
}

function circumstancesOf(
  { publicUrl, refusalTitle }: Sender,
  request: FastifyRequest,
): Circumstances {
  return {
    traceId: traceIdOf(request.id),
    path: pathOf(request.url),
    inQuery: request.method === 'GET' || request.method === 'HEAD',
    hasPrecondition: request.headers['if-match'] !== undefined,
    publicUrl,
    refusalTitle,
  }
}

function report(logger: Logger, request: FastifyRequest, error: unknown): void {
  logger.error('request failed', {
    traceId: traceIdOf(request.id),
    method: request.method,
    path: pathOf(request.url),
    error,
  })
}
