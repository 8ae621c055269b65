/** The layer that lets a request through only when its sender may send it. */
import { AuthorizationError } from '../../errors/index.ts'
import type { Request } from '../message.ts'
import type { MessageContext } from '../message-context.ts'
import { type Actor, type PermissionResolver, permission } from '../permission.ts'
import { type Layer, layer } from '../pipeline/layer.ts'

/**
 * Creates the layer. A request needs the permission that its registration names, or the one of its own
 * name; the system itself needs none.
 *
 * Its requests fail with an AuthorizationError `auth.forbidden`, naming the permission and the roles.
 */
export function AuthorizationMiddleware(resolver: PermissionResolver): Layer<MessageContext> {
  return layer(({ type, allow }) => {
    const own = permission(type)
    return {
      before(request, { actor }) {
        if (actor.type === 'system') return
        const { name } = allow ? allow(request) : own
        const permitted = resolver.permits(actor, name)
        if (permitted === true) return
        if (permitted === false) throw forbidden(request, actor, name)
        return refused(permitted, () => forbidden(request, actor, name))
      },
    }
  })
}

async function refused(permitted: Promise<boolean>, refusal: () => Error): Promise<void> {
  if (!(await permitted)) throw refusal()
}

function forbidden({ type }: Request, { roles }: Actor, needed: string): AuthorizationError {
  const holders = roles.length > 0 ? roles.join(', ') : 'no role'
  return new AuthorizationError(
    'auth.forbidden',
    `"${type}" needs the permission "${needed}", which ${holders} does not have`,
    { type, permission: needed, roles },
  )
}
