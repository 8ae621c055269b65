/** Something that happened to a record, as it is stored, delivered and replayed. */

/** A fact of the past. Its type is named `module.entity.happened`. */
export interface DomainEvent<Payload = unknown> {
  readonly id: string
  /** `sales.order.placed`. */
  readonly type: string
  /** The record it is about. */
  readonly aggregateId: string
  /** The name of that record's entity: `Order`. */
  readonly aggregateType: string
  readonly payload: Payload
  /** Which version of its schema the payload keeps to. Handlers are given the one that is declared now. */
  readonly schemaVersion: number
  readonly occurredAt: number
  /** Who caused it; null for the system itself. */
  readonly actorId: string | null
  readonly orgId: string
  /** The same for everything that one request set off. */
  readonly correlationId: string
  /** The event whose handling led to this one; null at the start of a chain. */
  readonly causedBy: string | null
  /** The version of the record after it. */
  readonly version: number
  /** The module that tells it. */
  readonly source: string
  /**
   * What is noted on the way to whoever handles it, and never stored: a named subscription is told its
   * `attempt`, 1 for the first. Absent from what is read of the log.
   */
  readonly metadata?: Readonly<Record<string, string | number | boolean | null>>
}
