/** A timer: what time will do to a record, if it is still in its state by then. */
import { ConflictError } from '../../errors/index.ts'
import type { Timestamp } from '../../primitives/index.ts'

/** A timer, as it is stored beside its record. */
export interface Timer {
  readonly id: string
  readonly organizationId: string
  /** The name of the record's entity. */
  readonly entityType: string
  readonly recordId: string
  /** The state in which it was set. Leaving it calls the timer off. */
  readonly state: string
  /** Which of the state's `after` it stands for, counted from 0. */
  readonly position: number
  readonly dueAt: Timestamp
  /** That of the request which set it. */
  readonly correlationId: string
}

/** Says that a timer is not there any more. */
export function timerGone({ id, entityType, recordId }: Timer): ConflictError {
  return new ConflictError(
    'timer.gone',
    `timer ${id} of ${entityType} ${recordId} has fired, or was called off`,
    { timer: id, entity: entityType, id: recordId },
  )
}
