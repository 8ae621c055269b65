/** Reads a CSV file (RFC 4180, and what programs make of it) row by row, in constant memory. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { CsvError, parse, type Parser } from 'csv-parse'
import { OperatorError } from '../../operator/operator-error.ts'
import type { CsvRow } from './read-row.ts'

/** Where a file stops being one: nothing behind it can be read as rows. */
export interface CsvBreak {
  /** The line on which the row begins that could not be read. */
  readonly line: number
  readonly reason: string
}

/** A row; or, once and at the end, the place where the file breaks. */
export type CsvItem = CsvRow | CsvBreak

/** An open file. Read its rows to the end, or close it. */
export interface CsvFile {
  /** The names of the columns, without the blanks around them. */
  readonly header: readonly string[]
  readonly rows: AsyncIterable<CsvItem>
  /** How much of the file has been read, from 0 to 1. */
  readonly progress: () => number
  /** Stops reading. May be called twice. */
  close(): void
}

/**
 * Opens a file in UTF-8 and reads its header. Lines without anything are left out; a quote inside of a
 * cell that does not begin with one stands for itself.
 *
 * @throws OperatorError when there is no such file, or when it has no header.
 */
export async function openCsv(path: string, delimiter: string): Promise<CsvFile> {
  const { size } = await stat(path).catch(() => {
    throw new OperatorError(`there is no file ${path}`, { next: 'Check the path.', exitCode: 2 })
  })
  const read = { bytes: 0 }
  const source = Readable.from(textOf(path, read))
  const parser = parse({ ...dialect, delimiter })
  pipeline(source, parser, () => {}) // what breaks is met by whoever reads the rows

  const items = itemsOf(parser)
  const first = await items.next()
  if (first.done === true || !('cells' in first.value)) throw headless(path, first.value)
  return {
    header: first.value.cells.map((name) => name.trim()),
    rows: items,
    progress: () => (size === 0 ? 1 : Math.min(read.bytes / size, 1)),
    close: () => source.destroy(),
  }
}

const dialect = {
  raw: true,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  // A quote that is never closed would otherwise take in the rest of the file.
  max_record_size: 1_000_000,
} as const

interface Parsed {
  readonly record: readonly string[]
  /** The text of the row, and of empty lines before it. */
  readonly raw: string
}

async function* itemsOf(parser: Parser): AsyncGenerator<CsvItem, void> {
  let line = 1
  try {
    for await (const { record, raw } of parsedRows(parser)) {
      yield { line: line + breaksIn(/^[\r\n]*/.exec(raw)?.[0] ?? ''), cells: record }
      line += breaksIn(raw)
    }
  } catch (error) {
    yield { line, reason: breakReason(error) }
  }
}

// The parser's own type does not say what it yields with these options.
function parsedRows(parser: Parser): AsyncIterable<Parsed> {
  return parser
}

// The parser's own count takes the two characters of a line end inside of quotes for two lines.
function breaksIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0
}

/** Says what is wrong with the form of the file; a failure to read it at all is thrown on. */
function breakReason(error: unknown): string {
  if (error instanceof NotUtf8) return error.message
  if (!(error instanceof CsvError)) throw error

  const isOpen = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
  return isOpen ? 'a quote is opened here and not closed' : error.message
}

class NotUtf8 extends Error {}

async function* textOf(path: string, read: { bytes: number }): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const chunk of bytesOf(path)) {
    yield decode(() => decoder.decode(chunk, { stream: true }))
    read.bytes += chunk.length
  }
  yield decode(() => decoder.decode())
}

function decode(read: () => string): string {
  try {
    return read()
  } catch {
    throw new NotUtf8('what follows is not UTF-8: convert the file, as with iconv -t utf-8')
  }
}

function bytesOf(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path)
}

function headless(path: string, found: CsvBreak | void | CsvRow): OperatorError {
  const why = found && 'reason' in found ? found.reason : 'it is empty'
  return new OperatorError(`${path} has no line that names its columns: ${why}`, {
    next: 'Give the file such a line, and run the same command again.',
    exitCode: 2,
  })
}
