/** Takes every caller's word for who he is: for development on one's own machine, and nowhere else. */
import {
  type Actor,
  AuthenticationError,
  AuthorizationError,
  type Caller,
  CoreError,
} from '@plinth/core'
import { shown } from '../problem/http-error.ts'
import type { Identity, IdentityRequest, SecurityScheme } from './identity.ts'
import { hostName, isLoopbackAddress, isLoopbackHost } from './loopback.ts'

/** Where it is to be used, and what a caller is who says little. */
export interface DevelopmentIdentityOptions {
  /** `APP_ENV`: anything but `development` is refused. */
  readonly environment: string
  /** The address that the server listens on: anything but loopback is refused. */
  readonly host: string
  /** The roles of a caller who names none in `x-roles`. Default: none. */
  readonly roles?: readonly string[]
  /** The id of a caller who names none in `x-actor-id`. Default `developer`. */
  readonly actorId?: string
  /** The organization that is shown as an example. Default `org_demo`. */
  readonly organization?: string
}

/**
 * Creates the identity that believes the header fields `x-org-id`, `x-actor-id` and `x-roles`.
 *
 * Requests are refused unless they come over loopback and are addressed to it by name, so that no page
 * in a browser can make them through a name of its own.
 *
 * @throws CoreError `config.invalid` outside development, and on an address that others can reach.
 */
export function developmentIdentity(options: DevelopmentIdentityOptions): Identity {
  const {
    environment,
    host,
    roles = [],
    actorId = 'developer',
    organization = 'org_demo',
  } = options
  if (environment !== 'development') throw refuseToStart(`APP_ENV is ${shown(environment)}`)
  if (!isLoopbackHost(host)) throw refuseToStart(`HOST is ${shown(host)}, which others can reach`)

  return {
    schemes: schemesFor(organization),
    identify(request) {
      requireLoopback(request)
      const orgId = fieldOf(request, 'x-org-id') ?? missingOrganization(organization)
      const actor: Actor = {
        id: fieldOf(request, 'x-actor-id') ?? actorId,
        roles: rolesOf(request) ?? roles,
        orgId,
        type: 'human',
      }
      return { actor, org: { id: orgId, slug: orgId, settings: {} } } satisfies Caller
    },
  }
}

function refuseToStart(found: string): CoreError {
  const rule =
    'a server without an identity of its own believes what callers say of themselves, and may do so ' +
    'in development alone (APP_ENV=development), on a loopback HOST; otherwise say who is asking: ' +
    'compose({ adapters: { identity } })'
  return new CoreError('config.invalid', `${found}: ${rule}`)
}

function requireLoopback({ headers, socket }: IdentityRequest): void {
  const { remoteAddress = '' } = socket
  const host = headers.host ?? ''
  if (isLoopbackAddress(remoteAddress) && isLoopbackHost(hostName(host))) return

  const seen = isLoopbackAddress(remoteAddress) ? `Host ${shown(host)}` : shown(remoteAddress)
  throw new AuthorizationError(
    'auth.forbidden',
    `in development only this machine may ask, and only by a loopback name: not ${seen}`,
  )
}

function missingOrganization(example: string): never {
  throw new AuthenticationError(
    'auth.required',
    `the request names no organization: send the header field x-org-id, as in x-org-id: ${example}`,
    { header: 'x-org-id', challenge: 'Plinth-Development header="x-org-id"' },
  )
}

// Node joins a field that is sent twice with a comma, which no name has.
const plainName = /^[A-Za-z0-9][A-Za-z0-9_.:@-]{0,63}$/

function fieldOf({ headers }: IdentityRequest, name: string): string | undefined {
  const value = headers[name]
  if (value === undefined || (typeof value === 'string' && plainName.test(value))) return value

  throw malformed(name, String(value), 'one name')
}

const mostRoles = 32

function rolesOf({ headers }: IdentityRequest): readonly string[] | undefined {
  const value = headers['x-roles']
  if (typeof value !== 'string') return undefined

  const roles = value.split(',').map((role) => role.trim())
  const names = roles.filter((role) => role !== '')
  if (names.length <= mostRoles && names.every((role) => plainName.test(role))) return names
  throw malformed('x-roles', value, `at most ${mostRoles} names with commas between them`)
}

function malformed(name: string, value: string, allowed: string): AuthenticationError {
  const letters = 'letters, digits and _ . : @ -, at most 64 characters'
  return new AuthenticationError(
    'auth.required',
    `the header field ${name} is ${shown(value)}; it takes ${allowed} of ${letters}`,
    { header: name, challenge: `Plinth-Development header="${name}"` },
  )
}

function schemesFor(organization: string): Readonly<Record<string, SecurityScheme>> {
  return {
    organization: {
      type: 'apiKey',
      in: 'header',
      name: 'x-org-id',
      'x-example': organization,
      description:
        '`x-org-id` names the organization, `x-actor-id` who acts, and `x-roles` his roles, with commas between them. They are believed in development alone, on this machine.',
    },
  }
}
