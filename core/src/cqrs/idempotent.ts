/** What a command that carries an idempotency key is remembered by. */
import { BusinessError, ConflictError, CoreError } from '../errors/index.ts'
import type { Command } from './message.ts'
import { fingerprintOf } from './port/fingerprint.ts'
import type { IdempotencyRecord, IdempotencySlot } from '../adapter/index.ts'

/** The shortest time for which an answer is kept, in milliseconds: a day. */
export const shortestKeep = 86_400_000

/** The usual time for which an answer is kept, in milliseconds: a week. */
export const usualKeep: number = 7 * shortestKeep

/** A command under its key. */
export interface KeyedCommand {
  readonly slot: IdempotencySlot
  readonly fingerprint: string
}

/**
 * Finds what a command is remembered by; null when it carries no key.
 *
 * @throws CoreError `idempotency.key-invalid` when its key is empty or longer than 255 characters.
 */
export function keyedCommand(command: Command): KeyedCommand | null {
  const { orgId, actorId, type, idempotencyKey: key, payload } = command
  if (key === undefined) return null
  if (key.length === 0 || key.length > longestKey || key.includes('\0')) throw badKey(key)
  const slot = { organizationId: orgId, actorId, type, key }
  return { slot, fingerprint: fingerprintOf(payload) }
}

/** Makes the record of what was done. @throws TypeError when the answer cannot be written as JSON. */
export function recordOf(
  { fingerprint }: KeyedCommand,
  answer: unknown,
  expiresAt: number,
): IdempotencyRecord {
  return { fingerprint, answer: JSON.stringify(answer) ?? null, expiresAt }
}

/**
 * Reads what was answered to this very command.
 *
 * @throws BusinessError `idempotency.mismatch` when the key stands for another payload.
 * @throws ConflictError `idempotency.erased` when a record was erased of which the answer told: it was
 * done, is not done again, and what came of it is gone.
 */
export function answerOf({ fingerprint, slot }: KeyedCommand, record: IdempotencyRecord): unknown {
  if (record.fingerprint === null) throw erased(slot)
  if (record.fingerprint !== fingerprint) throw mismatch(slot)
  return record.answer === null ? undefined : JSON.parse(record.answer)
}

const longestKey = 255

function badKey(key: string): CoreError {
  return new CoreError(
    'idempotency.key-invalid',
    `an idempotency key has 1 to ${longestKey} characters and no NUL; this one has ${key.length}`,
    { length: key.length },
  )
}

function mismatch({ type, key }: IdempotencySlot): BusinessError {
  return new BusinessError(
    'idempotency.mismatch',
    `the idempotency key "${key}" was used for "${type}" with another payload; use a new key for a new command`,
    { type, key },
  )
}

function erased({ type, key }: IdempotencySlot): ConflictError {
  return new ConflictError(
    'idempotency.erased',
    `"${type}" was done under the idempotency key "${key}", and a record that it told of has been erased since: it is neither answered nor done again; use a new key for a new command`,
    { type, key },
  )
}
