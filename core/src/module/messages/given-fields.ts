/** Takes the fields that a caller gives for a record, and nothing that only the system may set. */
import type { EntitySchema } from '../../entity/index.ts'
import { ValidationError, type ValidationFailure, validationFailure } from '../../errors/index.ts'
import type { Values } from '../../repository/index.ts'

/** The value as a plain object, or null when it is none. */
export function asRecord(value: unknown): Values | null {
  return isRecord(value) ? value : null
}

/**
 * Returns the given fields of a record.
 *
 * @throws ValidationError when they are no object, or name what the system sets by itself.
 */
export function givenFields({ name }: EntitySchema, value: unknown): Values {
  if (!isRecord(value)) throw new ValidationError(name, [notAnObject()])

  const failures = systemFields.filter((key) => Object.hasOwn(value, key)).map(isSystemField)
  if (failures.length > 0) throw new ValidationError(name, failures)
  return value
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
