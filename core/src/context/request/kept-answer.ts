/** The answer under an idempotency key as a flush keeps it: with the records whose erasure erases it. */
import { erasedRecord } from '../../adapter/index.ts'
import { type KeptText, type KeyedCommand, recordOf } from '../../cqrs/index.ts'
import type { Changes, KeptAnswer } from '../../repository/index.ts'

/** A command that was done: what it answered, and what its unit knew when it did. */
export interface Done {
  readonly keyed: KeyedCommand
  readonly text: KeptText
  /** The records that its unit has read or written. */
  readonly ids: ReadonlySet<string>
  /** Those that it has read without relying on them. */
  readonly remembered: ReadonlySet<string>
  readonly erasures: Changes['erasures']
  readonly now: number
  /** For how long the answer is kept, in milliseconds. */
  readonly ttl: number
}

/**
 * Makes what is kept. It may tell of every record that the unit read or wrote, and of every one that it
 * names. The answer of a unit that erases may tell of what is gone: only that there was none is kept.
 *
 * @throws TypeError when the answer cannot be written as JSON.
 */
export function keptAnswer({ keyed, text, ids, erasures, now, ttl, ...unit }: Done): KeptAnswer {
  const record = recordOf(keyed, text, now + ttl)
  const gone = new Set(erasures.map(({ aggregateId }) => aggregateId))
  const named = record.answer?.match(recordIds) ?? []
  const tellsOf = [...new Set([...ids, ...named])].filter((id) => !gone.has(id))
  const isHarmless = gone.size === 0 || (text.answer ?? null) === null
  const remembered = [...unit.remembered].filter((id) => !gone.has(id))
  const kept = isHarmless ? record : erasedRecord(record)
  return { slot: keyed.slot, record: kept, tellsOf, remembered, now }
}

// A prefix and a ULID, as every id of a record is made.
const recordIds = /[A-Za-z0-9_-]{0,24}[0-9A-HJKMNP-TV-Z]{26}/g
