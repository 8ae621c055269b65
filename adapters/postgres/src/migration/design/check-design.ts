/** What the values of a table's columns shall keep to. */
import { checkName, quoteName, quoteText, type StoredField, type Table } from '../../table/index.ts'

/** A check as it shall be: on the values of one column, or that two are there together. */
export interface CheckDesign {
  readonly name: string
  readonly formerName: string | null
  readonly columns: readonly string[]
  /** The texts allowed in the one column; null for a pair. */
  readonly values: readonly string[] | null
}

/** Designs the checks of a table: of enums, and of money, whose amount and currency go together. */
export function checksOf({ tableName, fields }: Table): readonly CheckDesign[] {
  return [...fields.values()].flatMap((field) => {
    const values = allowedValues(field)
    if (!values && field.columns.length === 1) return []

    const was = field.schema?.was
    return {
      name: checkName(tableName, field.key),
      formerName: was === undefined ? null : checkName(tableName, was),
      columns: field.columns.map(({ name }) => name),
      values,
    }
  })
}

/** Writes the condition of a check, for columns of these names. */
export function checkCondition({ values }: CheckDesign, names: readonly string[]): string {
  const [first = '', second = ''] = names.map(quoteName)
  if (values) return `${first} in (${values.map(quoteText).join(', ')})`
  return `(${first} is null) = (${second} is null)`
}

/** Reads the texts out of a check as the catalog prints it: each stands there as a literal. */
export function checkedValues(definition: string): ReadonlySet<string> {
  const literals = definition.matchAll(/'((?:[^']|'')*)'/g)
  return new Set([...literals].map(([, text = '']) => text.replaceAll("''", "'")))
}

function allowedValues({ schema, type }: StoredField): readonly string[] | null {
  return type === 'enum' ? (schema?.enumValues ?? []) : null
}
