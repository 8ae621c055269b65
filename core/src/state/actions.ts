/** The words for what a machine does on the way: set a field, publish, dispatch, write to the log. */
import type {
  AssignAction,
  DispatchAction,
  EmitAction,
  LogAction,
  Part,
  Situation,
} from './machine.ts'

/** An event or a command by its name, by its declaration, or as a message with a fixed payload. */
export type Named =
  | string
  | { readonly type: string; readonly payload?: Readonly<Record<string, unknown>> }

/** A value to assign: a literal, or what a pure function makes of the situation. */
export type Assigned<Value = unknown, Known extends Part = never> =
  | Value
  | ((situation: Situation<Known>) => Value)

/**
 * Sets a field before the record is saved: `assign('placedAt', now)`. Inside a machine the fields and their
 * values are those of its entity.
 */
export function assign<const Key extends string & KeyIn<Known>, Known extends Part = never>(
  field: Key,
  value: Assigned<ValueIn<Known, Key>, Settled<Known>>,
): AssignAction<Known>
/**
 * Nobody can call this one. That a form of `assign` returns a function makes the compiler read the machine's
 * entity first, and then the assignments: a misspelt field is a mistake at the word.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- see above
export function assign<Known>(...nothing: readonly [never, never, never]): () => Known
export function assign(field: string, value: unknown): unknown {
  return { type: 'assign', field, value }
}

type KeyIn<Known extends Part> = [Known] extends [never]
  ? string
  : Extract<Known, readonly [string, unknown, true]>[0]

type ValueIn<Known extends Part, Key> = [Known] extends [never]
  ? unknown
  : Known extends readonly [Key, infer Value, boolean]
    ? Value
    : never

// What a function is written for says nothing of the machine that it stands in.
type Settled<Known extends Part> = Known extends infer One extends Part ? One : never

/** Stands for the present time in `assign`, in epoch milliseconds. */
export function now(situation: Situation): number {
  return situation.now
}

/** Publishes an event; without a payload, it is filled from the record's fields by name. */
export function emit(event: Named): EmitAction {
  return { type: 'emit', event: nameOf(event), ...payloadOf(event) }
}

/** Dispatches a command in the same unit of work; without a payload, it gets the record's `id`. */
export function dispatch(command: Named): DispatchAction {
  return { type: 'dispatch', command: nameOf(command), ...payloadOf(command) }
}

/** Writes a line to the log, with the record that it is about. */
export function log(message: string): LogAction {
  return { type: 'log', message }
}

function nameOf(named: Named): string {
  return typeof named === 'string' ? named : named.type
}

function payloadOf(named: Named): Pick<EmitAction, 'payload'> {
  return typeof named === 'string' || !named.payload ? {} : { payload: named.payload }
}
