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

/** What every declared event says of itself. */
export interface EventTraits {
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

/** Declares an event with the fields of its payload. */
export function defineEvent<const F extends Fields>(type: string, fields: F): EventDefinition<F> {
  const message = (payload: InputOf<F>) => Object.freeze({ type, payload })
  const traits = { kind: 'event', type, fields: keyed(fields) } as const
  return Object.freeze(Object.assign(message, traits))
}

/** What a handler of the event gets to read. */
export type PayloadOf<E> = E extends EventDefinition<infer F> ? ValuesOf<F> : never
