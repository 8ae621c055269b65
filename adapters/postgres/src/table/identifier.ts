/** Names as Postgres takes them: in snake_case, at most 63 bytes, always quoted. */
import { createHash } from 'node:crypto'
import { kebabCase } from '@plinth/core/runtime'

/** Writes a key or a word of addresses as a column or table is named: `placedAt` → `placed_at`. */
export function snakeCase(name: string): string {
  return kebabCase(name).replaceAll('-', '_')
}

/**
 * Joins parts to a name that Postgres keeps whole. What is longer than 63 bytes is cut, and ends in
 * a hash of all of it, so that two long names stay two.
 */
export function identifier(...parts: readonly string[]): string {
  const name = parts.join('_')
  if (Buffer.byteLength(name) <= longest) return name

  const hash = createHash('sha256').update(name).digest('hex').slice(0, hashLength)
  const kept = Buffer.from(name).subarray(0, longest - hashLength - 1)
  return `${kept.toString('utf8').replace(/\ufffd+$/, '')}_${hash}`
}

/** Quotes a name, so that no word is reserved and nothing in it is syntax. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Quotes a text where no parameter can stand: in definitions of tables, checks and policies. */
export function quoteText(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`
  return text.includes('\\') ? ` E${quoted.replaceAll('\\', '\\\\')}` : quoted
}

// NAMEDATALEN − 1, as every Postgres is built.
const longest = 63
const hashLength = 8
