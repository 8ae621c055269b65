/** The answers under idempotency keys that a database in memory keeps, and what records they may tell of. */
import { erasedRecord, type IdempotencyRecord, type IdempotencySlot } from '../../adapter/index.ts'
import type { KeptAnswer } from '../flush/changes.ts'
import { keyTaken } from '../flush/conflict.ts'

/** Answers by key, and the keys by what their answers may tell of. */
export class MemoryAnswers {
  readonly #records = new Map<string, IdempotencyRecord>()
  readonly #tellingOf = new Map<string, Set<string>>()

  /** What was answered under a key; null when nothing was, or it has expired. */
  find(slot: IdempotencySlot, now: number): IdempotencyRecord | null {
    const record = this.#records.get(keyOf(slot))
    return record && record.expiresAt > now ? record : null
  }

  /** @throws ConflictError `idempotency.taken` when an answer is kept under the key. */
  assertFree({ slot, now }: KeptAnswer): void {
    if (this.find(slot, now)) throw keyTaken(slot)
  }

  keep({ slot, record, tellsOf }: KeptAnswer): void {
    const key = keyOf(slot)
    this.#records.set(key, record)
    for (const id of tellsOf) {
      const subject = subjectOf(slot.organizationId, id)
      const keys = this.#tellingOf.get(subject) ?? new Set<string>()
      this.#tellingOf.set(subject, keys.add(key))
    }
  }

  /** Leaves of the answers that may tell of a record that they were given, and nothing more. */
  erase(organizationId: string, recordId: string): void {
    const subject = subjectOf(organizationId, recordId)
    for (const key of this.#tellingOf.get(subject) ?? []) {
      const record = this.#records.get(key)
      if (record) this.#records.set(key, erasedRecord(record))
    }
    this.#tellingOf.delete(subject)
  }
}

function keyOf({ organizationId, actorId, type, key }: IdempotencySlot): string {
  return JSON.stringify([organizationId, actorId, type, key])
}

function subjectOf(organizationId: string, recordId: string): string {
  return JSON.stringify([organizationId, recordId])
}
