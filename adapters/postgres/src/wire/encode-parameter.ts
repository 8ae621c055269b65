/** Turns JavaScript values into what Postgres reads as parameters. */

/** What goes over the wire: text, bytes, or SQL null. */
export type Encoded = string | Buffer | null

/**
 * Encodes one parameter. Takes null, strings, numbers, bigints, booleans, `Date` (as timestamptz),
 * `Uint8Array` (as bytea), arrays of these (as a Postgres array), and plain objects (as JSON).
 * JSON that is itself an array goes in as text: `JSON.stringify(list)`.
 *
 * @throws TypeError for `undefined`, functions, symbols and arrays in arrays.
 */
export function encodeParameter(value: unknown): Encoded {
  if (value === null || typeof value === 'string') return value
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.length)
  if (Array.isArray(value)) return `{${value.map(encodeElement).join(',')}}`

  return encodeScalar(value)
}

function encodeScalar(value: unknown): string {
  switch (typeof value) {
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value)
    case 'object':
      return value instanceof Date ? value.toISOString() : JSON.stringify(value)
    default:
      throw new TypeError(`a parameter cannot be ${typeof value}; absent values are null`)
  }
}

// Array input syntax (PostgreSQL manual, 8.15.2 and 8.15.6).
function encodeElement(value: unknown): string {
  if (value === null) return 'NULL'
  if (Array.isArray(value)) throw new TypeError('an array parameter cannot hold arrays')
  if (value instanceof Uint8Array) return `"\\\\x${Buffer.from(value).toString('hex')}"`

  const text = typeof value === 'string' ? value : encodeScalar(value)
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`
}
