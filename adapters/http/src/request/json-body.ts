/** Reads the body of a request: UTF-8, JSON, an object, of bounded depth, without forbidden keys. */
import { isUtf8 } from 'node:buffer'
import { httpError, shown } from '../problem/http-error.ts'
import { jsonPointer } from '../problem/json-pointer.ts'
import { forbiddenKey } from './forbidden-key.ts'
import { isDeeperThan } from './json-depth.ts'
import { jsonFault } from './json-fault.ts'

/** What a body may be called. A merge patch is JSON too. */
export const bodyMediaTypes: readonly string[] = [
  'application/json',
  'application/merge-patch+json',
]

/** The body of a request: an object, as it was sent. */
export type JsonBody = Readonly<Record<string, unknown>>

/**
 * Refuses a compressed body: nothing here unpacks one.
 *
 * @throws CoreError `http.media-type`
 */
export function requirePlain(encoding: string | undefined): void {
  if (encoding === undefined || encoding === 'identity') return
  throw httpError(
    'http.media-type',
    `the body has the content encoding ${shown(encoding)}; send it without one`,
  )
}

/**
 * Parses a body; undefined when there is none.
 *
 * @throws CoreError `http.body-…`, with the position or the pointer.
 */
export function parseBody(bytes: Buffer, mostLevels: number): JsonBody | undefined {
  if (bytes.length === 0) return undefined
  if (!isUtf8(bytes)) {
    throw httpError('http.body-malformed', 'the body is not UTF-8, the only encoding of JSON')
  }

  const text = withoutMark(bytes.toString('utf8'))
  if (isDeeperThan(mostLevels, text)) throw tooDeep(mostLevels)

  const value = parse(text)
  const way = forbiddenKey(text, value)
  if (way) throw forbidden(way)
  if (isObject(value)) return value

  const message = `the body is ${nameOf(value)}; it must be an object, { … }`
  throw httpError('http.body-shape', message, {
    errors: [{ pointer: '', code: 'type', detail: message }],
  })
}

// RFC 8259 lets readers pass over a byte order mark that should not be there.
function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const { position, line, column, found } = jsonFault(text)
    const what = found === '' ? 'ends too early' : `has an unexpected ${shown(found)}`
    throw httpError(
      'http.body-malformed',
      `the body ${what} at line ${line}, column ${column} (position ${position})`,
      { position, line, column },
    )
  }
}

function tooDeep(most: number): Error {
  const message = `the body nests deeper than ${most} levels of objects and lists`
  return httpError('http.body-too-deep', message, { most })
}

function forbidden(way: readonly string[]): Error {
  const pointer = jsonPointer(way)
  const detail = `the key at ${shown(pointer)} is not allowed: it could change what objects inherit`
  return httpError('http.body-forbidden-key', detail, {
    errors: [{ pointer, code: 'forbidden-key', detail }],
  })
}

function isObject(value: unknown): value is JsonBody {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function nameOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`
}
