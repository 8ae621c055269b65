/** Brings stored events to the version of their schema that is declared now. */
import { CoreError } from '../../errors/index.ts'
import type { EventTraits } from '../define-event.ts'
import { isErased } from './erased.ts'
import type { DomainEvent } from '../event.ts'

/** An event as it is declared now, as far as older ones have to become it. */
export interface EventVersion extends Pick<EventTraits, 'version' | 'upcast'> {
  /** Fills in what an older payload does not say: defaults, and null for what is optional. */
  readonly complete: (payload: Payload) => Payload
}

type Payload = Readonly<Record<string, unknown>>

/**
 * Gives the event in the declared version: step by step from the one that it is stored in. What is
 * stored is not touched, and an event of the declared version, or an erased one, is given back as it is.
 *
 * @throws CoreError `event.upcast-failed`, naming event, version and step, when an upcaster throws or
 * gives no payload, when there is none for a step, or when the event comes from a later version.
 */
export function upcastEvent(event: DomainEvent, declared: EventVersion): DomainEvent {
  const { schemaVersion } = event
  if (schemaVersion === declared.version || isErased(event)) return event
  if (schemaVersion > declared.version) throw fromTheFuture(event, declared.version)

  let payload = payloadOf({ event, from: schemaVersion }, event.payload)
  for (let from = schemaVersion; from < declared.version; from++) {
    payload = taken({ event, from }, payload, declared)
  }
  return { ...event, payload: declared.complete(payload), schemaVersion: declared.version }
}

/** Lists what keeps a declared event from reading its older versions: steps that lack, or lead nowhere. */
export function upcastProblems({
  version,
  upcast,
}: Pick<EventTraits, 'version' | 'upcast'>): readonly string[] {
  if (!Number.isInteger(version) || version < 1 || version > latestVersion) {
    return [`version ${version} must be a whole number from 1 to ${latestVersion}`]
  }
  const steps = Array.from({ length: version - 1 }, (_, index) => index + 1)
  const lacking = steps.filter((step) => typeof upcast[step] !== 'function')
  const idle = Object.keys(upcast).filter((step) => !steps.includes(Number(step)))
  return [
    ...lacking.map((step) => `version ${version} has no upcast from ${step} to ${step + 1}`),
    ...idle.map((step) => `the upcast from ${step} leads nowhere: the version is ${version}`),
  ]
}

const latestVersion = 1_000

interface Step {
  readonly event: DomainEvent
  /** The version that the step leads away from. */
  readonly from: number
}

function taken(step: Step, payload: Payload, { upcast }: EventVersion): Payload {
  const upcaster = upcast[step.from]
  if (!upcaster) throw failed(step, 'there is no upcaster for it')

  let next: unknown
  try {
    next = upcaster(payload)
  } catch (cause) {
    throw failed(step, cause instanceof Error ? cause.message : String(cause), cause)
  }
  return payloadOf(step, next)
}

function payloadOf(step: Step, value: unknown): Payload {
  if (isPayload(value)) return value
  throw failed(step, 'there is no payload to go on with')
}

function isPayload(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function failed({ event, from }: Step, reason: string, cause?: unknown): CoreError {
  const { id, type, schemaVersion } = event
  const message = `event ${id} (${type}) of version ${schemaVersion} cannot be read: its step from ${from} to ${from + 1} failed: ${reason}`
  const facts = { event: id, type, version: schemaVersion, step: from }
  return new CoreError('event.upcast-failed', message, facts, { cause })
}

function fromTheFuture({ id, type, schemaVersion }: DomainEvent, known: number): CoreError {
  const message = `event ${id} (${type}) is of version ${schemaVersion}; this system knows it up to version ${known}`
  const facts = { event: id, type, version: schemaVersion, known }
  return new CoreError('event.upcast-failed', message, facts)
}
