/** Takes a query string apart into names and values, within bounds. */
import { httpError, shown } from '../problem/http-error.ts'
import type { ParameterFailure } from './parameter-failure.ts'

/** A parameter as it was sent, decoded. A name may come several times. */
export interface Parameter {
  readonly name: string
  readonly value: string
}

/** How large a query string may be. */
export interface QueryLimits {
  /** In characters, before decoding. */
  readonly length: number
  readonly parameters: number
}

/** The query string of an address; empty when it has none. */
export function queryOf(address: string): string {
  const start = address.indexOf('?')
  if (start < 0) return ''

  const end = address.indexOf('#', start)
  return address.slice(start + 1, end < 0 ? undefined : end)
}

/**
 * Decodes a query string: `+` is a blank, `%2B` a plus, as forms have it.
 *
 * @throws CoreError `http.address-too-long`, `http.parameters-invalid`
 */
export function parseQuery(text: string, limits: QueryLimits): readonly Parameter[] {
  if (text === '') return []
  if (text.length > limits.length) {
    const message = `the query string has ${text.length} characters; at most ${limits.length} are taken`
    throw httpError('http.address-too-long', message, { most: limits.length })
  }

  const pieces = text.split('&', limits.parameters + 1).filter((piece) => piece !== '')
  if (pieces.length > limits.parameters) {
    throw invalid(`the query string has more than ${limits.parameters} parameters`)
  }
  return pieces.map(parameterOf)
}

function parameterOf(piece: string): Parameter {
  const middle = piece.indexOf('=')
  const name = decode(middle < 0 ? piece : piece.slice(0, middle))
  return { name, value: middle < 0 ? '' : decode(piece.slice(middle + 1)) }
}

function decode(text: string): string {
  if (!/[%+]/.test(text)) return text

  const decoded = decodeBytes(text.replaceAll('+', ' '))
  if (decoded === null) {
    throw invalid(`${shown(text)} has a "%" that is not followed by hexadecimal digits of UTF-8`)
  }
  if (decoded.includes('\0')) throw invalid(`${shown(text)} holds a NUL, which nothing stored can`)
  return decoded
}

function decodeBytes(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

function invalid(message: string): Error {
  const errors: readonly ParameterFailure[] = [
    { parameter: '', code: 'malformed', detail: message },
  ]
  return httpError('http.parameters-invalid', message, { errors })
}
