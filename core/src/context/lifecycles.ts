/** The machines as a request sees them: asked about stored records, with what their guards read. */
import type { StateMachine, TransitionResult } from '../state/index.ts'
import type { FirableRecord } from './shot.ts'

/** A machine, by value or by its id. */
export type MachineRef<Event extends string = string> = StateMachine<string, Event> | string

/** A record, or its id. It is asked about as it is now. */
export type RecordRef = { readonly id: string } | string

/** What comes with an event. */
type Payload = Readonly<Record<string, unknown>>

/**
 * The life of stored records. Each question reads the record, and what guards need beyond it in one
 * query a level; inside a command the outcome then relies on those records.
 *
 * All throw CoreError `state.unknown`, naming the nearest machine, and NotFoundError for a record that
 * is not there.
 */
export interface Lifecycles {
  /** Finds a machine as it was declared, its diagram drawn. */
  resolve(id: string): StateMachine
  /** Tells whether the event would change the record's state now. Permissions are not asked. */
  can<Event extends string>(
    machine: MachineRef<Event>,
    record: RecordRef,
    event: NoInfer<Event>,
    payload?: Payload,
  ): Promise<boolean>
  /** Lists the events that would change the record's state now, in the order in which they are written. */
  validEvents<Event extends string>(
    machine: MachineRef<Event>,
    record: RecordRef,
    payload?: Payload,
  ): Promise<readonly Event[]>
  /** Fires the event as `ctx.fire` does, and tells what came of it. */
  transition<Event extends string>(
    machine: MachineRef<Event>,
    record: FirableRecord,
    event: NoInfer<Event>,
    payload?: Payload,
  ): Promise<TransitionResult>
  /** Lists the states that lie ahead of one, whatever the guards say, nearest first. */
  reachableStates(machine: MachineRef, state: string): readonly string[]
}
