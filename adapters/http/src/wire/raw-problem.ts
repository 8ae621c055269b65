/** Answers what never became a request: bytes that are no HTTP, fields too large, a request too slow. */
import type { Socket } from 'node:net'
import { STATUS_CODES } from 'node:http'
import { connectionErrorOf } from '../problem/framework-error.ts'
import { problemMediaType, problemText } from '../problem/problem.ts'
import { problemOf } from '../problem/problem-of.ts'
import { traceHeader, traceIdOf, traceParent } from '../request/trace.ts'

/** Writes a problem on the socket, if it still takes one, and closes it. */
export function answerRaw(socket: Socket, thrown: Error, publicUrl: string): void {
  const isGone = 'code' in thrown && thrown.code === 'ECONNRESET'
  if (isGone || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy()
    return
  }
  socket.end(rawProblem(thrown, publicUrl))
}

function rawProblem(thrown: Error, publicUrl: string): string {
  const parent = traceParent(undefined)
  const traceId = traceIdOf(parent)
  const problem = problemOf(connectionErrorOf(thrown), {
    traceId,
    path: '/',
    inQuery: false,
    hasPrecondition: false,
    publicUrl,
    refusalTitle: () => undefined,
  })
  const body = problemText(problem)
  return [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    `content-type: ${problemMediaType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${traceId}`,
    `${traceHeader}: ${parent}`,
    'connection: close',
    '',
    body,
  ].join('\r\n')
}
