/** Checks the tags of a record, `meta`: a flat record of scalars, bounded like any other JSON. */
import type { Meta } from '../../entity/index.ts'
import { type ValidationFailure, validationFailure } from '../../errors/index.ts'
import { jsonFailures } from '../../schema/index.ts'

/** The most tags on one record. */
const mostTags = 100

/** Finds what keeps a value from being the tags of a record. */
export function tagFailures(meta: unknown): readonly ValidationFailure[] {
  const failures = jsonFailures('meta', meta)
  if (failures.length > 0 || areTags(meta)) return failures

  const sentence = () =>
    `meta must be an object of at most ${mostTags} texts, numbers, booleans and nulls`
  return [validationFailure('meta', 'type', { expected: 'meta' }, sentence)]
}

/** Tells whether a value can be the tags of a record. */
export function areTags(meta: unknown): meta is Meta {
  if (typeof meta !== 'object' || meta === null || Array.isArray(meta)) return false
  const values: readonly unknown[] = Object.values(meta)
  if (values.length > mostTags) return false
  return values.every((value) => value === null || scalars.has(typeof value))
}

const scalars = new Set(['string', 'number', 'boolean'])
