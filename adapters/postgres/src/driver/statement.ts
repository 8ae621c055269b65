/** One SQL statement with its values apart: nothing is ever pasted into the text. */

/**
 * SQL with `$1`, `$2`, … where values go. The text is the identity of the statement: each
 * connection parses and plans a text once and then only binds values to it. So keep texts few:
 * lists go in as one array (`= any($1)`, `unnest($1::text[])`).
 */
export interface Statement {
  readonly text: string
  /** See `encodeParameter` for what may stand here. Default none. */
  readonly values?: readonly unknown[]
}

/** Quotes the beginning of a statement for a sentence; values are not in it. */
export function excerpt(text: string | null): string {
  if (text === null) return 'the commit'

  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > 80 ? `"${line.slice(0, 79)}…"` : `"${line}"`
}
