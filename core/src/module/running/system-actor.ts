/** In whose name the system acts by itself. */
import type { Organization } from '../../context/index.ts'
import type { Actor } from '../../cqrs/index.ts'

/** The system in an organization. It may do everything there. */
export function systemActor(orgId: string): Actor {
  return { id: 'system', roles: [], orgId, type: 'system' }
}

/** An organization of which nothing is known but its id. */
export function organization(id: string): Organization {
  return { id, slug: id, settings: {} }
}
