/** What somebody can do in the world of a test. */
import type { CommandMessage, QueryMessage, Result, Row, StateMachine } from '@plinth/core'

/** Somebody, with the system in front of him. */
export interface Acting {
  /**
   * Fires an event on the record with a life that was given last. A refusal is an outcome, not an
   * exception: `expect(outcome).toBeRefused('sales.within-credit')`.
   */
  fire(event: string, payload?: Payload): Promise<Result<Row>>
  /** Fires an event of the machine on this record, as it is now. Any other event is a type error. */
  fire<Event extends string>(
    machine: StateMachine<string, Event>,
    record: { readonly id: string },
    event: NoInfer<Event>,
    payload?: Payload,
  ): Promise<Result<Row>>
  /** Has a command done. @throws CoreError as the system does */
  dispatch<Answer>(command: CommandMessage<unknown, Answer>): Promise<Answer>
  /** Has a query answered. @throws CoreError as the system does */
  query<Answer>(query: QueryMessage<unknown, Answer>): Promise<Answer>
}

/** What comes with an event. */
export type Payload = Readonly<Record<string, unknown>>

/** What `fire` takes: an event for the record that was given last, or the record and its machine, too. */
export type Aim = AtGiven | AtRecord

type AtGiven = readonly [event: string, payload?: Payload | undefined]

type AtRecord = readonly [
  machine: Pick<StateMachine, 'entityType'>,
  record: { readonly id: string },
  event: string,
  payload?: Payload | undefined,
]

/** Tells whether the aim names its record. */
export function isAtRecord(aim: Aim): aim is AtRecord {
  return typeof aim[0] !== 'string'
}
