/** Writes what an index holds of each column, within the bytes that Postgres gives an entry. */
import { type Column, longestText, roomForTexts, type StoredField } from '../../table/index.ts'

/** A column of an index, and the field that says how long its values may be. */
export interface IndexedColumn {
  readonly column: Column
  readonly field: StoredField
}

/** What an index holds. */
export interface IndexTerms {
  /** The list in the parentheses: `"organization_id", "placed_at" nulls first, "id"`. */
  readonly terms: string
  /** What of a record's texts must hold for it to be in the index; null: nothing. */
  readonly condition: string | null
}

/**
 * Writes the columns of an index. Null comes first, as in every order of the repository.
 *
 * Postgres refuses a row whose index entry is longer than about 2,700 bytes. Where texts could be,
 * a unique index holds their MD5 instead (two texts that share one are made on purpose only, by a
 * tenant against itself), and another one leaves records with such texts out.
 */
export function indexTerms(columns: readonly IndexedColumn[], isUnique: boolean): IndexTerms {
  const texts = columns.filter((column) => longestOf(column) > 0)
  const isTight = texts.reduce((sum, column) => sum + longestOf(column), 0) > roomForTexts
  const share = Math.floor(roomForTexts / Math.max(1, texts.length))
  const isLong = (column: IndexedColumn) => isTight && longestOf(column) > share
  const long = columns.filter(isLong)
  const terms = columns.map((indexed) => {
    const { quoted } = indexed.column
    return isUnique && isLong(indexed) ? `md5(${quoted})` : `${quoted} nulls first`
  })
  const bounds = long.map(({ column }) => `octet_length(${column.quoted}) <= ${share}`)
  return {
    terms: ['"organization_id"', ...terms, ...(isUnique ? [] : ['"id"'])].join(', '),
    condition: isUnique || bounds.length === 0 ? null : bounds.join(' and '),
  }
}

function longestOf({ column, field: { schema } }: IndexedColumn): number {
  return schema && column.kind === 'text' ? longestText(schema) : 0
}
