/** The system itself as a caller: it needs no permission. */
import type { Caller } from '@plinth/core'

/** Makes the caller for work that the system, or whoever runs it, does in an organization. */
export function systemCaller(organizationId: string, actorId = 'system'): Caller {
  return {
    actor: { id: actorId, roles: [], orgId: organizationId, type: 'system' },
    org: { id: organizationId, slug: organizationId, settings: {} },
  }
}
