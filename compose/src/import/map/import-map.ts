/** How the columns of a file become the fields of an entity: what a map file says, as data. */

/** A map. Without one, each column stands for the field of its name. */
export interface ImportMap {
  /** The entity it is for; when named, another one is refused. */
  readonly entity?: string
  /** The fields by which a record is recognised. Default: the entity's first unique field. */
  readonly key?: readonly string[]
  /** Fields may be set that a state machine drives: the file brings history. Default false. */
  readonly history?: boolean
  /** What separates the cells. Default a comma. */
  readonly delimiter?: string
  /** Where each field comes from; a text stands for the column of that name. */
  readonly fields: Readonly<Record<string, Source>>
}

/** Where the text of a field comes from, and how it is written. */
export type Source = SourceText & SourceWriting

/** One of: a column, a constant, a choice by whether a column is filled, a product. */
export interface SourceText {
  readonly column?: string
  /** A text, number or boolean that every record gets, read as if it stood in a cell. */
  readonly constant?: string | number | boolean
  /** The column that decides between the two texts below by whether it is filled. */
  readonly when?: string
  /** `then` in the file: the text where the column is filled; null for none. */
  readonly filled?: string | null
  /** `else` in the file: the text where it is empty. */
  readonly empty?: string | null
  /** Multiplies columns exactly; money is rounded half-even once, at the end. */
  readonly product?: readonly Factor[]
}

/** A column, a decimal, or one minus a column (what a discount leaves). */
export type Factor = string | number | { readonly oneMinus: string }

/** How the text is meant. */
export interface SourceWriting {
  /** The currency of amounts, or the column that names it. */
  readonly currency?: string | { readonly column: string }
  /** The zone of times that name none: `UTC` (default) or an offset such as `+01:00`. */
  readonly zone?: string
  /** What each text stands for: `{ "1": "active" }`. */
  readonly values?: Readonly<Record<string, string>>
  /**
   * For a reference: the unique field of the other entity that the text is compared with, or `id`.
   * Default: the other entity's first unique field.
   */
  readonly ref?: string
}
