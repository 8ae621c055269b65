/** Takes out of given values what a record only shows: computed fields, and records beside refs. */
import type { EntitySchema } from '../../entity/index.ts'
import { type ValidationFailure, validationFailure } from '../../errors/index.ts'
import type { Row } from '../flush/changes.ts'
import { computedValues } from '../reading/computed.ts'
import { crossedRefs } from '../reading/refs/crossing-name.ts'
import { sameValue } from './same-value.ts'

/** Values without what is derived, and what cannot be given. */
export interface GivenValues {
  readonly values: Readonly<Record<string, unknown>>
  readonly failures: readonly ValidationFailure[]
}

/**
 * Takes derived values out. A change may carry them as they were read, for it is often a record that was
 * read, spread and altered; any other value of a computed field is refused by name.
 */
export function withoutDerived(
  schema: EntitySchema,
  given: Readonly<Record<string, unknown>>,
  before: Row | null,
): GivenValues {
  const behind = before ? crossedRefs(schema).map(({ name }) => name) : []
  const computed = schema.computedFields.map(({ key }) => key)
  const derived = [...behind, ...computed].filter((key) => Object.hasOwn(given, key))
  if (derived.length === 0) return { values: given, failures: [] }

  const isDerived = new Set(derived)
  const shown = before && computed.length > 0 ? computedValues(schema, before) : {}
  const altered = computed.filter((key) => isDerived.has(key) && !sameValue(given[key], shown[key]))
  return {
    values: Object.fromEntries(Object.entries(given).filter(([key]) => !isDerived.has(key))),
    failures: altered.map(computedFailure),
  }
}

function computedFailure(key: string): ValidationFailure {
  return validationFailure(
    key,
    'computed',
    {},
    (path) => `${path} is computed from the record and cannot be given`,
  )
}
