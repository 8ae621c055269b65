/** An outbox of messages that a test can read: nothing is sent. */
import {
  adapterFailed,
  adapterRefused,
  type Clock,
  type Message,
  type NotificationAdapter,
  type Sent,
} from '@plinth/core'

/** Takes messages like a service, and keeps them. */
export interface MemoryOutbox<M extends Message> extends NotificationAdapter<M> {
  /** What was sent, the first one first; what was sent twice is there once. */
  readonly sent: readonly M[]
  /** Makes the next so many attempts fail, as a service does that is down. */
  failNext(attempts: number): void
}

/** How an outbox of one kind differs from the others. */
export interface OutboxKind<M extends Message> {
  readonly clock: Clock
  /** Says what is wrong with a message: a reason completes `memory …`. */
  readonly problemOf: (message: M) => string | null
}

/** Creates an empty outbox. */
export function memoryOutbox<M extends Message>({
  clock,
  problemOf,
}: OutboxKind<M>): MemoryOutbox<M> {
  const sent: M[] = []
  const receipts = new Map<string, Sent>()
  let failures = 0
  const outbox: MemoryOutbox<M> = {
    name: 'memory',
    deduplicates: true,
    sent,
    failNext(attempts) {
      failures = attempts
    },
    async send(message) {
      const before = receipts.get(message.id)
      if (before) return before

      const problem = problemOf(message)
      if (problem) throw adapterRefused(outbox, { reason: problem, facts: { id: message.id } })
      if (failures-- > 0) throw adapterFailed(outbox, { reason: 'is made to fail by the test' })

      const receipt = {
        id: message.id,
        reference: `memory-${sent.length + 1}`,
        sentAt: clock.now(),
      }
      sent.push(message)
      receipts.set(message.id, receipt)
      return receipt
    },
  }
  return outbox
}
