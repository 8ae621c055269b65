/** Reads CSV (RFC 4180) by itself: what checks an import must not read as the import does. */

/** A row: the line on which it begins, and its cells by the names of their columns. */
export interface CsvRow {
  readonly line: number
  readonly cells: ReadonlyMap<string, string>
}

/** Parses a text whose first row names the columns. Nothing is trimmed. */
export function parseCsv(text: string): readonly CsvRow[] {
  const [header, ...rows] = splitRows(text)
  const names = header?.cells ?? []
  return rows.map(({ line, cells }) => ({
    line,
    cells: new Map(names.map((name, at) => [name, cells[at] ?? ''])),
  }))
}

/** The cell of a column, without the blanks around it; null when nothing is left. */
export function cellOf({ cells }: CsvRow, column: string): string | null {
  return cells.get(column)?.trim() || null
}

interface SplitRow {
  readonly line: number
  readonly cells: readonly string[]
}

// A cell, in quotes or without, and what ends it: a comma, a line end, or the end of the text.
const cellAndEnd = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy

function splitRows(text: string): readonly SplitRow[] {
  const rows: SplitRow[] = []
  let cells: string[] = []
  let line = 1
  let begunAt = 1
  for (const [whole, quoted, plain = '', end] of text.matchAll(cellAndEnd)) {
    if (whole === '' && cells.length === 0) break
    cells.push(quoted?.replaceAll('""', '"') ?? plain)
    line += whole.split('\n').length - 1
    if (end === ',') continue

    rows.push({ line: begunAt, cells })
    cells = []
    begunAt = line
  }
  return rows
}
