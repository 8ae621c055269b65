/** What must hold before events are appended, whatever they are stored in. */
import { AuthorizationError, ConflictError } from '../../errors/index.ts'
import type { DomainEvent } from '../event.ts'
import type { AppendOptions } from './event-store.ts'

/** What is known of the log that is appended to. */
export interface AppendGround extends AppendOptions {
  readonly organizationId: string
  /** The version of an aggregate's last event; 0 when there is none. */
  readonly versionOf: (aggregateId: string) => number
}

/**
 * Refuses events that cannot follow what is there.
 *
 * @throws ConflictError `entity.stale`
 * @throws AuthorizationError `auth.forbidden`
 */
export function checkAppend(events: readonly DomainEvent[], ground: AppendGround): void {
  const reached = new Map<string, number>()
  for (const event of events) {
    if (event.orgId !== ground.organizationId) throw foreign(event, ground.organizationId)
    const before = reached.get(event.aggregateId) ?? expectedVersion(event, ground)
    if (event.version < before) throw stale(event, { expected: event.version, actual: before })
    reached.set(event.aggregateId, event.version)
  }
}

function expectedVersion(
  event: DomainEvent,
  { versionOf, expectedVersion: expected }: AppendGround,
): number {
  const actual = versionOf(event.aggregateId)
  if (expected !== undefined && actual !== expected) throw stale(event, { expected, actual })
  return actual
}

function stale(
  { aggregateId, aggregateType }: DomainEvent,
  versions: { readonly expected: number; readonly actual: number },
): ConflictError {
  const { expected, actual } = versions
  const message = `${aggregateType || 'aggregate'} ${aggregateId} has version ${actual}, not ${expected}: someone else has changed it`
  const facts = { entity: aggregateType, id: aggregateId, expected, actual }
  return new ConflictError('entity.stale', message, facts)
}

function foreign({ id, orgId }: DomainEvent, organizationId: string): AuthorizationError {
  const message = `event ${id} of organization ${orgId} does not belong into the log of ${organizationId}`
  return new AuthorizationError('auth.forbidden', message, { event: id, organizationId })
}
