/** The layer that lets a request through only when its sender may send it. */
import { AuthorizationError } from '../errors/index.ts'
import type { Request } from './message.ts'
import type { Actor, Permission, PermissionResolver } from './permission.ts'
import type { Phase } from './pipeline.ts'

/**
 * Creates the layer. `required` names the permission that a request asks for; the system itself
 * needs none.
 *
 * @throws AuthorizationError `auth.forbidden`, naming the permission and the caller's roles.
 */
export function authorization<Context extends { readonly actor: Actor }>(
  resolver: PermissionResolver,
  required: (request: Request) => Permission,
): Phase<Context> {
  return {
    before(request, { actor }) {
      if (actor.type === 'system') return
      const { name } = required(request)
      const permitted = resolver.permits(actor, name)
      if (permitted === true) return
      if (permitted === false) throw forbidden(request, actor, name)
      return waitFor(permitted, () => forbidden(request, actor, name))
    },
  }
}

async function waitFor(permitted: Promise<boolean>, refusal: () => Error): Promise<void> {
  if (!(await permitted)) throw refusal()
}

function forbidden(request: Request, actor: Actor, needed: string): AuthorizationError {
  const roles = actor.roles.length > 0 ? actor.roles.join(', ') : 'no role'
  return new AuthorizationError(
    'auth.forbidden',
    `"${request.type}" needs the permission "${needed}", which ${roles} does not have`,
    { type: request.type, permission: needed, roles: actor.roles },
  )
}
