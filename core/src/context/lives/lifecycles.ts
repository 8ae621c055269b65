/** The machines as a request sees them: asked about stored records, with what their guards read. */
import type { BusinessError } from '../../errors/index.ts'
import type { StateMachine, TransitionResult } from '../../state/index.ts'
import type { FirableRecord } from '../firing/shot.ts'

/** A machine, by value or by its id. */
export type MachineRef<Event extends string = string> = StateMachine<string, Event> | string

/** A record, or its id. It is asked about as it is now. */
export type RecordRef = { readonly id: string } | string

/** What comes with an event. */
type Payload = Readonly<Record<string, unknown>>

/** What could happen to a record now. */
export interface Outlook {
  readonly id: string
  readonly machine: string
  readonly state: string
  /** Every event of the machine, in the order in which they are written. */
  readonly events: readonly EventOutlook[]
}

/** Whether an event would change a record's state now, and if not, why. */
export interface EventOutlook {
  readonly event: string
  readonly possible: boolean
  /** Where it would lead; null when it is not possible. */
  readonly target: string | null
  /** What firing it would be refused with, as far as the caller may read; null when it is possible. */
  readonly refusal: BusinessError | null
}

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
  /** Looks at every event of the machine: which are possible now, and what stands against the others. */
  outlook(machine: MachineRef, record: RecordRef, payload?: Payload): Promise<Outlook>
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
