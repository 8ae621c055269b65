/** Declares an event: its name and what it carries. The value makes messages of that event. */
import {
  type FieldSchema,
  type Fields,
  type InputOf,
  keyed,
  type ValuesOf,
} from '../schema/index.ts'

/** An event that is about to be published; the context adds who, where and when. */
export interface EventMessage<Payload = unknown> {
  readonly type: string
  readonly payload: Payload
}

/** Brings a payload of one version to the next. Pure: it may be called for the same event many times. */
export type Upcaster = (payload: Readonly<Record<string, unknown>>) => unknown

/** How an event has changed since it was first told. */
export interface EventOptions {
  /** Which version of its schema the fields are. Default 1; each change that old payloads break adds 1. */
  readonly version?: number
  /** Version → brings a payload of that version to the next one. There is one for each before the present. */
  readonly upcast?: Readonly<Record<number, Upcaster>>
}

/** What every declared event says of itself. */
export interface EventTraits extends Required<EventOptions> {
  readonly kind: 'event'
  /** `module.entity.happened`, in kebab-case. */
  readonly type: string
  /** What the payload holds. The first ref names the record that the event is about. */
  readonly fields: readonly FieldSchema[]
}

/** A declared event. Called with a payload, it makes a message to publish. */
export interface EventDefinition<F extends Fields = Fields> extends EventTraits {
  (payload: InputOf<F>): EventMessage<InputOf<F>>
}

/**
 * Declares an event with the fields of its payload.
 *
 * Stored events never change. When the fields do, so that what is stored breaks them, the version goes
 * up, and an upcaster brings older payloads along whenever they are read:
 * `defineEvent(type, fields, { version: 2, upcast: { 1: (payload) => ({ ...payload, currency: 'USD' }) } })`.
 */
export function defineEvent<const F extends Fields>(
  type: string,
  fields: F,
  { version = 1, upcast = {} }: EventOptions = {},
): EventDefinition<F> {
  const message = (payload: InputOf<F>) => Object.freeze({ type, payload })
  const traits = { kind: 'event', type, fields: keyed(fields), version, upcast } as const
  return Object.freeze(Object.assign(message, traits))
}

/** What a handler of the event gets to read. */
export type PayloadOf<E> = E extends EventDefinition<infer F> ? ValuesOf<F> : never
