/**
 * What a database in memory holds: rows, the log, the outbox, receipts, timers and answers.
 *
 * `commit` checks all changes before it makes the first, so that they are made whole or not at all;
 * nothing else changes what is held, but the outbox, which forgets what was delivered.
 */
import { erasedRecord, type IdempotencyRecord, type IdempotencySlot } from '../../adapter/index.ts'
import type { EntitySchema } from '../../entity/index.ts'
import { type DomainEvent, isErased, MemoryEventStore } from '../../event/index.ts'
import type { Changes, Erasure, KeptAnswer, Receipt, Row, RowChange } from '../flush/changes.ts'
import { alreadyHandled } from '../flush/conflict.ts'
import { type Timer, timerGone } from '../timing/timer.ts'
import { applyTo, assertStorable, assertUnused, type StoredRows } from './assert-storable.ts'
import { MemoryAnswers } from './memory-answers.ts'

/** All that the units of work of one database have committed. */
export class MemoryStore {
  /** The events of the outbox, in the order of the log. */
  readonly undelivered: Map<string, DomainEvent> = new Map<string, DomainEvent>()
  readonly #tables = new Map<string, Map<string, Row>>()
  readonly #logs = new Map<string, MemoryEventStore>()
  readonly #receipts = new Set<string>()
  readonly #timers = new Map<string, Timer>()
  readonly #answers = new MemoryAnswers()
  readonly #schemas = new Map<string, EntitySchema>()

  /** Takes in the entities, whose refs it then keeps. */
  learn(entities: readonly EntitySchema[]): void {
    for (const schema of entities) this.#schemas.set(schema.name, schema)
  }

  /** The rows of an entity, as the last commit left them; it grows with them. */
  rows(schema: EntitySchema, organizationId: string): ReadonlyMap<string, Row> {
    return this.#table(schema.name, organizationId)
  }

  /** The log of one organization. */
  log(organizationId: string): MemoryEventStore {
    const log = this.#logs.get(organizationId) ?? new MemoryEventStore(organizationId)
    this.#logs.set(organizationId, log)
    return log
  }

  /** Tells whether the receipt was kept. */
  isHandled(receipt: Receipt): boolean {
    return this.#receipts.has(receiptKey(receipt))
  }

  /** What was answered under a key; null when nothing was, or it has expired. */
  answer(slot: IdempotencySlot, now: number): IdempotencyRecord | null {
    return this.#answers.find(slot, now)
  }

  /** Makes all changes, or none. @throws ConflictError as `Database.flush` does */
  commit(changes: Changes): void {
    const { organizationId, rows, events, receipt, firing, answer } = changes
    if (answer) this.#answers.assertFree(answer)
    if (receipt && this.isHandled(receipt)) throw alreadyHandled(receipt)
    const stored = this.#stored(organizationId)
    assertStorable(changes, stored)
    if (firing && !this.#timers.has(firing.id)) throw timerGone(firing)
    assertUnused(changes, stored)

    if (firing) this.#timers.delete(firing.id)
    for (const change of rows) this.#store(organizationId, change)
    for (const event of events) {
      this.log(organizationId).record(event)
      this.undelivered.set(event.id, event)
    }
    if (receipt) this.#receipts.add(receiptKey(receipt))
    if (answer) this.#answers.keep(this.#withoutErased(answer))
    for (const erasure of changes.erasures) this.#erase(organizationId, erasure)
  }

  /** Lists the timers that are due first. */
  nextTimers(limit: number, except: readonly string[]): readonly Timer[] {
    return [...this.#timers.values()]
      .filter(({ id }) => !except.includes(id))
      .toSorted((one, other) => one.dueAt - other.dueAt)
      .slice(0, limit)
  }

  #store(organizationId: string, change: RowChange): void {
    const { schema, row, timers } = change
    applyTo(this.#table(schema.name, organizationId), change)
    if (!timers) return
    for (const { id, recordId, organizationId: owner } of this.#timers.values()) {
      if (recordId === row.id && owner === organizationId) this.#timers.delete(id)
    }
    for (const timer of timers) this.#timers.set(timer.id, timer)
  }

  /** The answer as it may be kept: without its content where a record was erased that it may tell of. */
  #withoutErased(answer: KeptAnswer): KeptAnswer {
    const { slot, record, remembered } = answer
    const log = this.log(slot.organizationId)
    const isGone = remembered.some((id) => log.history(id, { after: 0, limit: 1 }).some(isErased))
    return isGone ? { ...answer, record: erasedRecord(record) } : answer
  }

  #erase(organizationId: string, { aggregateId, keep }: Erasure): void {
    for (const id of this.log(organizationId).erase(aggregateId, keep)) this.undelivered.delete(id)
    this.#answers.erase(organizationId, aggregateId)
  }

  #table(name: string, organizationId: string): Map<string, Row> {
    const key = `${organizationId}/${name}`
    const table = this.#tables.get(key) ?? new Map<string, Row>()
    this.#tables.set(key, table)
    return table
  }

  #stored(organizationId: string): StoredRows {
    return {
      table: ({ name }) => this.#table(name, organizationId),
      schemas: [...this.#schemas.values()],
      isTold: (id) => this.log(organizationId).history(id, { after: 0, limit: 1 }).length > 0,
    }
  }
}

function receiptKey({ subscription, eventId }: Receipt): string {
  return `${subscription}/${eventId}`
}
