/** Creates the Fastify instance: bounds, trace ids, and problems for every failure. */
import { type FastifyInstance, fastify } from 'fastify'
import { bodyMediaTypes } from '../request/json-body.ts'
import { traceHeader, traceParent } from '../request/trace.ts'
import type { HttpLimits } from '../server/limits.ts'
import { answerRaw } from './raw-problem.ts'
import { type Sender, sendProblem } from './reply.ts'

/** Creates the instance; routes come later. */
export function createFramework(limits: HttpLimits, sender: Sender): FastifyInstance {
  const app = fastify({
    ...timeouts(limits),
    bodyLimit: limits.bodyBytes,
    genReqId: ({ headers }) => traceParent(headers[traceHeader]),
    return503OnClosing: false,
    // No route is a pattern, so a long part costs nothing: it is then just the name of nothing.
    routerOptions: { querystringParser: () => ({}), maxParamLength: 16_384 },
    frameworkErrors: (error, _request, reply) => {
      void sendProblem(sender, reply, error)
    },
    clientErrorHandler: (error, socket) => answerRaw(socket, error, sender.publicUrl),
  })
  app.removeAllContentTypeParsers()
  // Read as bytes here, and as JSON once it is known who asks and for what.
  app.addContentTypeParser(
    [...bodyMediaTypes],
    { parseAs: 'buffer' },
    (_request: unknown, bytes: Buffer, done: (error: null, body: Buffer) => void) =>
      done(null, bytes),
  )
  app.setErrorHandler((error, _request, reply) => sendProblem(sender, reply, error))
  return app
}

function timeouts({ requestMs, answerMs, keepAliveMs }: HttpLimits) {
  return {
    requestTimeout: requestMs,
    keepAliveTimeout: keepAliveMs,
    connectionTimeout: requestMs + answerMs,
    http: {
      headersTimeout: requestMs,
      connectionsCheckingInterval: Math.min(5_000, Math.max(50, requestMs / 4)),
    },
  }
}
