/** Reads the map from the names that were asked for to what Plinth has. */

/** A row of the map. */
export interface MapRow {
  /** The name that was asked for, such as `EventStore.read`. */
  readonly asked: string
  /** The names in core that answer it; none when `why` says why there is none. */
  readonly found: readonly string[]
  /** How or why Plinth differs; empty when it does not. */
  readonly why: string
}

/** Reads the rows `| asked | found | why |` of the document's tables. */
export function mapRowsIn(markdown: string): readonly MapRow[] {
  const rows = markdown.matchAll(/^\| `([^`]+)` \| (.*?) \| ?(.*?) ?\|$/gm)
  return [...rows].map(([, asked = '', found = '', why = '']) => ({
    asked,
    found: [...found.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
    why,
  }))
}
