/** The words for what a machine does on the way: set a field, publish, dispatch, write to the log. */
import type { AssignAction, DispatchAction, EmitAction, LogAction, Situation } from './machine.ts'

/** An event or a command by its name, by its declaration, or as a message with a fixed payload. */
export type Named =
  | string
  | { readonly type: string; readonly payload?: Readonly<Record<string, unknown>> }

/** A value to assign: a literal, or what a pure function makes of the situation. */
export type Assigned = Literal | ((situation: Situation) => unknown)

type Literal =
  | string
  | number
  | boolean
  | null
  | readonly unknown[]
  | { readonly [key: string]: unknown }

/** Sets a field before the record is saved: `assign('placedAt', now)`. */
export function assign<const Field extends string>(
  field: Field,
  value: Assigned,
): AssignAction<Field> {
  return { type: 'assign', field, value }
}

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
