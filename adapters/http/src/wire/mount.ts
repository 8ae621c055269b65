/** Gives the framework its routes: each with its caller, its bounds, and an answer for other methods. */
import type { Actor, SystemContext } from '@plinth/core'
import type { System } from '@plinth/core/runtime'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Identity } from '../identity/identity.ts'
import { httpError } from '../problem/http-error.ts'
import { parseQuery, queryOf } from '../query/query-text.ts'
import { parseBody, requirePlain } from '../request/json-body.ts'
import { spanIdOf, traceIdOf } from '../request/trace.ts'
import type { Call } from '../routes/call.ts'
import type { Presentation } from '../identity/presentation.ts'
import { emptyAnswer, type OpenRoute, type Route } from '../routes/route.ts'
import type { HttpLimits } from '../server/limits.ts'
import { pathOf, type Sender, sendAnswer } from './reply.ts'
import { within } from './within.ts'

/** What routes stand on. */
export interface Site {
  readonly app: FastifyInstance
  readonly system: System
  readonly identity: Identity
  readonly limits: HttpLimits
  readonly sender: Sender
  readonly presentationFor: (actor: Actor) => Presentation
}

/** What Fastify knows of the requests of a route. */
interface Shape {
  readonly Params: Readonly<Record<string, string>>
  readonly Body: Buffer | undefined
}

const contextKey = 'plinthContext'

/** Mounts routes for callers who are known. */
export function mountRoutes(site: Site, routes: readonly Route[]): void {
  site.app.decorateRequest(contextKey, null)
  for (const { method, path, handle } of routes) {
    site.app.route<Shape>({
      method,
      url: path,
      onRequest: (request) => admit(site, request),
      handler: async (request, reply) => {
        const answer = await within(site.limits.answerMs, handle(callOf(site, request)))
        return sendAnswer(site.sender, reply, answer)
      },
    })
  }
  for (const [path, methods] of methodsByPath(routes)) mountOthers(site, path, methods)
}

/** Mounts routes for anybody. */
export function mountOpenRoutes(site: Site, routes: readonly OpenRoute[]): void {
  const { answerMs: usual } = site.limits
  for (const { path, answer, answerMs = usual } of routes) {
    site.app.route<Shape>({
      method: 'GET',
      url: path,
      handler: async ({ params }, reply) =>
        sendAnswer(site.sender, reply, await within(answerMs, answer(params))),
    })
    mountOthers(site, path, ['GET'])
  }
}

/** Before the body is read: is the server there for long enough, and who is asking? */
async function admit(site: Site, request: FastifyRequest<Shape>): Promise<void> {
  const { sender, identity, system, limits } = site
  if (sender.isStopping())
    throw httpError('http.stopping', 'the server is stopping; ask another one')

  requirePlain(request.headers['content-encoding'])
  const caller = await within(limits.answerMs, identity.identify(request.raw))
  const trace = { correlationId: traceIdOf(request.id), requestId: spanIdOf(request.id) }
  const userAgent = request.headers['user-agent']
  const client = { ip: request.ip, ...(userAgent ? { userAgent } : {}) }
  request.setDecorator(contextKey, system.as({ ...caller, ...client, ...trace }))
}

function callOf({ limits, presentationFor }: Site, request: FastifyRequest<Shape>): Call {
  const ctx = request.getDecorator<SystemContext>(contextKey)
  const { headers, params, body } = request
  return {
    ctx,
    headers,
    params,
    path: pathOf(request.url),
    body: body && parseBody(body, limits.jsonDepth),
    parameters: () =>
      parseQuery(queryOf(request.url), {
        length: limits.queryLength,
        parameters: limits.parameters,
      }),
    present: presentationFor(ctx.actor),
  }
}

function methodsByPath(routes: readonly Route[]): ReadonlyMap<string, readonly string[]> {
  const byPath = new Map<string, string[]>()
  for (const { method, path } of routes) byPath.set(path, [...(byPath.get(path) ?? []), method])
  return byPath
}

/** Answers OPTIONS with what the address takes, and every further method with 405 (RFC 9110). */
function mountOthers({ app, sender }: Site, path: string, methods: readonly string[]): void {
  const taken = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS']
  const allow = taken.join(', ')
  app.route({
    method: 'OPTIONS',
    url: path,
    handler: (_request, reply) => sendAnswer(sender, reply, emptyAnswer(204, { allow })),
  })
  app.route({
    method: app.supportedMethods.filter((method) => !taken.includes(method)),
    url: path,
    onRequest: ({ method }) => {
      const message = `${path} does not take ${method}; it takes ${allow}`
      throw httpError('http.method-not-allowed', message, { allow })
    },
    handler: (_request, reply) => sendAnswer(sender, reply, emptyAnswer(405)),
  })
}
