/** Turns an event message into an event of the unit of work: declared, valid, and about a record. */
import { CoreError, ValidationError } from '../../errors/index.ts'
import { type DomainEvent, type EventMessage, stampEvent } from '../../event/index.ts'
import { meantOrKnown } from '../../primitives/index.ts'
import type { EntitySchema } from '../../entity/index.ts'
import type { UnitOfWork } from '../../repository/index.ts'
import type { DeclaredEvent, Kernel } from '../kernel.ts'

/** What is told, and how to find the version of a record that the unit does not know. */
export interface Publication {
  readonly message: EventMessage
  readonly versionOf: (schema: EntitySchema, id: string) => Promise<number>
}

/**
 * Adds the event to the unit, and returns it. Its aggregate is the record that the payload's first ref names, in the
 * version that it has by then; 0 where there is no such record.
 *
 * @throws CoreError `event.undeclared`, naming the nearest declared one.
 * @throws ValidationError when the payload breaks the event's schema.
 */
export async function publishInto(
  unit: UnitOfWork,
  kernel: Kernel,
  { message, versionOf }: Publication,
): Promise<DomainEvent> {
  const declared = kernel.events.get(message.type)
  if (!declared) throw undeclared(kernel, message.type)

  const payload = checkedPayload(kernel, { declared, unit, given: message.payload })
  const about = aggregateOf(declared, payload)
  const schema = kernel.schemas.find(about.aggregateType)
  const staged = schema && unit.staged(schema, about.aggregateId)
  const version = staged?.version ?? (schema ? await versionOf(schema, about.aggregateId) : 0)
  const { type, source, version: schemaVersion } = declared
  const happening = { type, source, payload, schemaVersion, version, ...about }
  const event = stampEvent(happening, unit.scope, kernel.platform)
  unit.record(event)
  return event
}

type Payload = Readonly<Record<string, unknown>>

interface Told {
  readonly declared: DeclaredEvent
  readonly unit: UnitOfWork
  readonly given: unknown
}

function checkedPayload(kernel: Kernel, { declared, unit, given }: Told): Payload {
  const { type, fields, validator } = declared
  const { actorId, organizationId: orgId } = unit.scope
  const entity = isPayload(given) ? given : {}
  const failures = validator.check(given, {
    entity,
    schema: { name: type, fields },
    isCreate: true,
    isUpdate: false,
    actorId,
    orgId,
    now: kernel.platform.clock.now(),
  })
  if (failures) throw new ValidationError(`The event "${type}"`, failures)
  return validator.complete(entity)
}

function isPayload(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null
}

// An event that names no record is about the system: a stream of its own, under the event's name.
function aggregateOf(
  { type, about }: DeclaredEvent,
  payload: Payload,
): { readonly aggregateId: string; readonly aggregateType: string } {
  const id = about ? payload[about.key] : null
  if (!about || typeof id !== 'string') return { aggregateId: type, aggregateType: '' }
  return { aggregateId: id, aggregateType: about.entity }
}

function undeclared({ events }: Kernel, type: string): CoreError {
  const hint = meantOrKnown(type, events.keys())
  return new CoreError('event.undeclared', `no module declares the event "${type}". ${hint}`, {
    type,
  })
}
