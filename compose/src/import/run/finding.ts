/** What people should know of one row: why it was refused, or what was changed to take it. */

/** One thing found in a row. */
export interface Finding {
  /** `refused`: the row is not in. `note`: it is, and something in it was put right. */
  readonly kind: 'refused' | 'note'
  /** The line of the file on which the row begins; the header is line 1. */
  readonly line: number
  /** The field, or empty for the row as a whole. */
  readonly field: string
  /** The column or columns that the field comes from, or empty. */
  readonly column: string
  /** The cell as it stands in the file; null where there is none, or where it is not to be shown. */
  readonly value: string | null
  /** Completes the sentence "the value …". */
  readonly reason: string
}
