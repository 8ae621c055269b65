/** Plinth over HTTP: routes from declarations, problem details, OpenAPI. */
export {
  type DevelopmentIdentityOptions,
  developmentIdentity,
} from './identity/development-identity.ts'
export { exampleHeaders } from './identity/example-headers.ts'
export type { Identity, IdentityRequest, SecurityScheme } from './identity/identity.ts'
export { isLoopbackHost } from './identity/loopback.ts'
export type { AccessLine } from './server/access-line.ts'
export type { HttpOptions, SystemCard } from './server/http-options.ts'
export { type HttpServer, httpServer } from './server/http-server.ts'
export type { HttpLimits } from './server/limits.ts'
