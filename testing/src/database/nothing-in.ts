/** Changes that change nothing: what a test adds to them is all that a flush commits. */
import { type Changes, UnitOfWork } from '@plinth/core/runtime'

/** Makes the changes of a unit of the organization in which nothing was done. */
export function nothingIn(organizationId: string): Changes {
  const scope = { organizationId, actorId: 'usr_1', correlationId: 'cor_1', causedBy: null }
  return new UnitOfWork(scope).seal()
}
