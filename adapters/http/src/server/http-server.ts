/**
 * A server with a life: it is made, started once, and stopped once.
 *
 * made → `start` listens → serving → `stop` accepts no further connection, lets requests in flight finish
 * for a while, and closes what is left. Made and stopped, it holds no socket and no timer.
 */
import type { Socket } from 'node:net'
import { CoreError } from '@plinth/core'
import { silentLogger, type System } from '@plinth/core/runtime'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Catalogue, catalogueOf, refusalTitles } from '../catalogue/catalogue.ts'
import { allRoutes } from '../routes/all-routes.ts'
import { documentRoutes } from '../routes/document-routes.ts'
import { healthRoutes } from '../routes/health-routes.ts'
import { presentations } from '../identity/presentation.ts'
import { unknownAddress } from '../routes/unknown-address.ts'
import { noteOf } from './access-line.ts'
import { createFramework } from '../wire/framework.ts'
import type { HttpOptions } from './http-options.ts'
import { defaultLimits, type HttpLimits } from './limits.ts'
import { listenError } from './listen-error.ts'
import { mountOpenRoutes, mountRoutes } from '../wire/mount.ts'
import { pathOf, type Sender, sendProblem } from '../wire/reply.ts'

/** A server, as its owner sees it. */
export interface HttpServer {
  /**
   * Begins to listen; resolves with the address, without a slash at the end.
   *
   * @throws CoreError `config.invalid` when it cannot listen there: the port is taken, …
   */
  start(): Promise<{ readonly url: string }>
  /**
   * Accepts nothing new, waits for the requests in flight, at most as long as the limits say, and closes
   * every connection. Does nothing when called again.
   */
  stop(): Promise<void>
}

/**
 * Makes a server for a system: routes, documents and problems derived from what its modules declare.
 *
 * @throws CoreError `config.invalid` without an identity: it would have to believe everybody.
 * @throws CoreError `system.invalid` when two declarations would have one address.
 */
export function httpServer(system: System, options: HttpOptions): HttpServer {
  return new FastifyServer(system, options)
}

class FastifyServer implements HttpServer {
  readonly #options: HttpOptions
  readonly #limits: HttpLimits
  readonly #app: FastifyInstance
  readonly #notes = new WeakMap<FastifyRequest, string>()
  readonly #connections = new Set<Socket>()
  #url = ''
  #stopped: Promise<void> | null = null

  constructor(system: System, options: HttpOptions) {
    if (typeof options.identity?.identify !== 'function') throw noIdentity()
    this.#options = options
    this.#limits = { ...defaultLimits, ...options.limits }
    const catalogue = catalogueOf(system)
    const sender = this.#sender(catalogue)
    this.#app = createFramework(this.#limits, sender)
    this.#mount(system, catalogue, sender)
    this.#watchConnections()
    this.#tell(options)
  }

  async start(): Promise<{ readonly url: string }> {
    const { host = '127.0.0.1', port = 3000 } = this.#options
    try {
      // For localhost, Fastify would open a second server on ::1, and not wait for it when it stops.
      await this.#app.listen({ host: host === 'localhost' ? '127.0.0.1' : host, port })
    } catch (error) {
      throw listenError(error, host, port)
    }
    const address = this.#app.server.address()
    const bound = typeof address === 'object' && address ? address.port : port
    this.#url = `http://${host.includes(':') ? `[${host}]` : host}:${bound}`
    return { url: this.#url }
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#close()
    return this.#stopped
  }

  async #close(): Promise<void> {
    const { server } = this.#app
    const deadline = setTimeout(() => server.closeAllConnections(), this.#limits.stopMs)
    this.#closeSilent()
    try {
      await this.#app.close()
    } finally {
      clearTimeout(deadline)
    }
  }

  // Node counts a connection on which nothing was ever asked as busy, and would wait for it.
  #closeSilent(): void {
    for (const socket of this.#connections) if (socket.bytesRead === 0) socket.destroy()
  }

  #watchConnections(): void {
    this.#app.server.on('connection', (socket: Socket) => {
      this.#connections.add(socket)
      socket.once('close', () => this.#connections.delete(socket))
    })
  }

  #sender(catalogue: Catalogue): Sender {
    const { publicUrl = '', logger = silentLogger } = this.#options
    return {
      publicUrl,
      logger,
      refusalTitle: refusalTitles(catalogue),
      noted: (request, error) => this.#notes.set(request, noteOf(error)),
      isStopping: () => this.#stopped !== null,
    }
  }

  #mount(system: System, catalogue: Catalogue, sender: Sender): void {
    const { identity, permissions, publicUrl } = this.#options
    const presentationFor = presentations(system.entities, permissions)
    const limits = this.#limits
    const site = { app: this.#app, system, identity, limits, sender, presentationFor }
    const routes = allRoutes(catalogue)
    const health = healthRoutes({ system, isStopping: sender.isStopping })
    const documents = documentRoutes(catalogue, this.#options, () => publicUrl ?? this.#url)
    mountRoutes(site, routes)
    mountOpenRoutes(site, [...health, ...documents])

    const paths = routes.map(({ path }) => path)
    this.#app.setNotFoundHandler(({ method, url }, reply) =>
      sendProblem(sender, reply, unknownAddress(paths, method, pathOf(url))),
    )
  }

  #tell({ onRequest }: HttpOptions): void {
    if (!onRequest) return
    this.#app.addHook('onResponse', (request, { statusCode, elapsedTime }, done) => {
      onRequest({
        method: request.method,
        path: pathOf(request.url),
        status: statusCode,
        ms: Math.round(elapsedTime * 10) / 10,
        note: this.#notes.get(request) ?? '',
      })
      done()
    })
  }
}

function noIdentity(): CoreError {
  return new CoreError(
    'config.invalid',
    'HTTP does not start without an identity, as it could not tell who is asking: give httpServer one',
  )
}
