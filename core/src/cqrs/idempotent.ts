/** What a command that carries an idempotency key is remembered by. */
import { BusinessError, ConflictError, CoreError } from '../errors/index.ts'
import { isStorable } from '../schema/index.ts'
import { type Command, subjectOf } from './message.ts'
import { fingerprintOf } from './port/fingerprint.ts'
import { renderedAnswer } from './rendering.ts'
import type { IdempotencyRecord, IdempotencySlot } from '../adapter/index.ts'

/** The shortest time for which an answer is kept, in milliseconds: a day. */
export const shortestKeep = 86_400_000

/** The usual time for which an answer is kept, in milliseconds: a week. */
export const usualKeep: number = 7 * shortestKeep

/** A command under its key. */
export interface KeyedCommand {
  readonly slot: IdempotencySlot
  readonly fingerprint: string
  /** Writes the answer for its sender, before it is kept; null when he takes it as it is. */
  readonly render: (answer: unknown) => Promise<string | null>
}

/** What was answered: by the handler, and as its sender had it written; null when he did not. */
export interface KeptText {
  readonly answer: unknown
  readonly rendered: string | null
}

/**
 * Finds what a command is remembered by; null when it carries no key. Its payload is read once, however
 * often this is asked.
 *
 * @throws CoreError `idempotency.key-invalid` when its key is no text of 1 to 255 characters that can be
 * stored.
 * @throws ValidationError when its payload is no JSON, or too deep or large to be told from another.
 */
export function keyedCommand(command: Command): KeyedCommand | null {
  const { orgId, actorId, type, idempotencyKey, payload } = command
  if (idempotencyKey === undefined) return null
  const known = keyedCommands.get(command)
  if (known) return known

  const slot = { organizationId: orgId, actorId, type, key: checkedKey(idempotencyKey) }
  const fingerprint = fingerprintOf(payload, subjectOf(command))
  const render = (answer: unknown) => renderedAnswer(command, answer)
  const keyed = { slot, fingerprint, render }
  keyedCommands.set(command, keyed)
  return keyed
}

const keyedCommands = new WeakMap<Command, KeyedCommand>()

// It comes from outside: its type is a promise that a caller may break.
function checkedKey(key: unknown): string {
  if (typeof key !== 'string') throw badKey(key === null ? 'is null' : `is a ${typeof key}`)
  if (key.length === 0 || key.length > longestKey) throw badKey(`has ${key.length}`)
  if (!isStorable(key)) throw badKey('has one that cannot be stored')
  return key
}

/** Makes the record of what was done. @throws TypeError when the answer cannot be written as JSON. */
export function recordOf(
  { fingerprint }: KeyedCommand,
  { answer, rendered }: KeptText,
  expiresAt: number,
): IdempotencyRecord {
  const text = JSON.stringify(rendered === null ? { answer } : { answer, rendered })
  return { fingerprint, answer: text, expiresAt }
}

/**
 * Reads what was answered to this very command.
 *
 * @throws BusinessError `idempotency.mismatch` when the key stands for another payload.
 * @throws ConflictError `idempotency.erased` when a record was erased of which the answer told: it was
 * done, is not done again, and what came of it is gone.
 */
export function answerOf({ fingerprint, slot }: KeyedCommand, record: IdempotencyRecord): KeptText {
  if (record.fingerprint === null) throw erased(slot)
  if (record.fingerprint !== fingerprint) throw mismatch(slot)
  return keptTextIn(record.answer)
}

function keptTextIn(text: string | null): KeptText {
  const kept: unknown = JSON.parse(text ?? '{}')
  if (typeof kept !== 'object' || kept === null) return { answer: undefined, rendered: null }
  const rendered = 'rendered' in kept && typeof kept.rendered === 'string' ? kept.rendered : null
  return { answer: 'answer' in kept ? kept.answer : undefined, rendered }
}

const longestKey = 255

function badKey(fault: string): CoreError {
  return new CoreError(
    'idempotency.key-invalid',
    `an idempotency key is a text of 1 to ${longestKey} characters, without NUL or half a surrogate pair; this one ${fault}`,
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
