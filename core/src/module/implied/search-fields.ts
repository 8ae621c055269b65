/** What of a record search is told: the searchable fields that are not sensitive. */
import type { SearchScalar, SearchValue } from '../../adapter/index.ts'
import type { FieldSchema, FieldType } from '../../schema/index.ts'

/** The types whose values a search document can hold. */
export const searchableTypes: readonly FieldType[] = [
  'string',
  'number',
  'boolean',
  'date',
  'enum',
  'ref',
  'ref[]',
]

interface WithFields {
  readonly fields: readonly FieldSchema[]
}

/** Lists the fields that search is told of. */
export function searchedFields({ fields }: WithFields): readonly FieldSchema[] {
  return fields.filter(({ searchable, sensitive }) => searchable === true && sensitive !== true)
}

/** Takes from a record what search is told. */
export function searchFields(
  schema: WithFields,
  row: Readonly<Record<string, unknown>>,
): Readonly<Record<string, SearchValue>> {
  return Object.fromEntries(searchedFields(schema).map(({ key }) => [key, searchValue(row[key])]))
}

function searchValue(value: unknown): SearchValue {
  if (!Array.isArray(value)) return isScalar(value) ? value : null
  const items: readonly unknown[] = value
  return items.filter(isScalar)
}

function isScalar(value: unknown): value is SearchScalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}
