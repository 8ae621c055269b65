/** Takes the fields that a caller gives for a record, and nothing that only the system may set. */
import type { EntitySchema } from '../../entity/index.ts'
import {
  CoreError,
  ValidationError,
  type ValidationFailure,
  validationFailure,
} from '../../errors/index.ts'
import { unreadable } from '../../schema/index.ts'
import type { Values } from '../../repository/index.ts'

/** The value as a plain object, or null when it is none. */
export function asRecord(value: unknown): Values | null {
  return isRecord(value) ? value : null
}

/**
 * Reads what somebody gave, which may be anything: a getter, or a proxy.
 *
 * @throws ValidationError that names the subject, when reading it throws.
 */
export function readGiven<T>(subject: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof CoreError ? error : new ValidationError(subject, unreadable)
  }
}

/**
 * Copies an object, so that what it holds is read once and stays; null when it is none. Of more than `most`
 * keys it takes that many: choose more than can all be known, and whoever checks the copy refuses it.
 */
export function copyOfRecord(value: unknown, most: number): Values | null {
  if (!isRecord(value)) return null
  const keys = Object.keys(value)
  if (keys.length <= most) return { ...value }
  return Object.fromEntries(keys.slice(0, most).map((key) => [key, value[key]]))
}

/** More keys than a record of the entity can have. */
export function tooManyKeys({ fieldByKey }: EntitySchema): number {
  return fieldByKey.size + 100
}

/**
 * Returns the given fields of a record.
 *
 * @throws ValidationError when they are no object, cannot be read, or name what the system sets by itself.
 */
export function givenFields(schema: EntitySchema, value: unknown): Values {
  const { name } = schema
  const fields = readGiven(name, () => copyOfRecord(value, tooManyKeys(schema)))
  if (!fields) throw new ValidationError(name, [notAnObject()])

  const failures = systemFields.filter((key) => Object.hasOwn(fields, key)).map(isSystemField)
  if (failures.length > 0) throw new ValidationError(name, failures)
  return fields
}

const systemFields = ['id', 'organizationId', 'createdAt', 'updatedAt', 'deletedAt', 'version']

function isRecord(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSystemField(key: string): ValidationFailure {
  const sentence = (path: string) => `${path} is set by the system and cannot be given`
  return validationFailure(key, 'system-field', {}, sentence)
}

function notAnObject(): ValidationFailure {
  const sentence = () => 'the body must be an object of fields'
  return validationFailure('', 'type', { expected: 'object' }, sentence)
}
