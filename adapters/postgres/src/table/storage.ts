/** The kinds of columns: what Postgres calls them, and how a value goes into a parameter. */

/** How one kind of value is stored in one column. */
export interface Storage {
  /** The type as a column is declared with it: `text collate "C"`. */
  readonly declared: string
  /** The type as the catalog prints it (`format_type`): `timestamp with time zone`. */
  readonly type: string
  /** The type of the elements that a batch brings: `unnest($1::jsonb[])` brings `jsonb`. */
  readonly batchType: string
  /** Turns a value that is not null into a parameter, or into an element of a batch's array. */
  readonly encode: (value: unknown) => unknown
}

/** The kinds of columns. */
export type StorageKind =
  | 'text'
  | 'currency'
  | 'number'
  | 'integer'
  | 'version'
  | 'boolean'
  | 'instant'
  | 'texts'
  | 'json'

/** The columns by kind. Texts order by code point, whatever the database's own collation is. */
export const storages: Readonly<Record<StorageKind, Storage>> = {
  text: { ...same('text'), declared: 'text collate "C"' },
  currency: { ...same('character(3)'), declared: 'char(3) collate "C"', batchType: 'text' },
  number: same('double precision'),
  integer: same('bigint'),
  version: same('integer'),
  boolean: same('boolean'),
  instant: { ...same('timestamp with time zone'), declared: 'timestamptz', encode: instantText },
  // `unnest` would take arrays of arrays apart altogether, so each list travels as its text.
  texts: {
    ...same('text[]'),
    declared: 'text[] collate "C"',
    batchType: 'text',
    encode: arrayText,
  },
  json: { ...same('jsonb'), encode: (value: unknown) => JSON.stringify(value) },
}

function same(type: string): Storage {
  return { declared: type, type, batchType: type, encode: (value) => value }
}

// Epoch milliseconds as ISO 8601, which is exact; a number would pass through floating-point seconds.
function instantText(value: unknown): unknown {
  return typeof value === 'number' ? new Date(value).toISOString() : value
}

// Array input syntax (PostgreSQL manual, 8.15.2 and 8.15.6).
function arrayText(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  return `{${value.map((item) => `"${String(item).replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`
}
