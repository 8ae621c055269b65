/** Turns what Postgres prints into JavaScript values: one table, whatever carried the text. */

/** Reads the text form of a value that is not null. */
export type Decode = (text: string) => unknown

/** Finds how to read a column of this type; types that the table lacks stay text. */
export function decoderOf(typeId: number): Decode {
  return decodersByType.get(typeId) ?? asText
}

const asText: Decode = (text) => text
const asNumber: Decode = Number
const asJson: Decode = (text): unknown => JSON.parse(text)

/**
 * Postgres type → JavaScript value, by the type's number in `pg_type`.
 *
 * bigint is a number and an error beyond the safe integers; numeric stays text, since it is exact;
 * timestamptz is epoch milliseconds (finer digits are cut); date stays `YYYY-MM-DD`; xid8, uuid,
 * interval and all others stay text.
 */
const decodersByType: ReadonlyMap<number, Decode> = new Map([
  [16, decodeBoolean],
  [17, decodeBytes],
  [20, decodeBigint],
  [21, asNumber],
  [23, asNumber],
  [26, asNumber],
  [114, asJson],
  [700, asNumber],
  [701, asNumber],
  [1184, decodeTimestamp],
  [3802, asJson],
  // The same as arrays: bool, bytea, bigint, smallint, integer, oid, json, real, double, timestamptz, jsonb.
  [1000, arrayOf(decodeBoolean)],
  [1001, arrayOf(decodeBytes)],
  [1016, arrayOf(decodeBigint)],
  [1005, arrayOf(asNumber)],
  [1007, arrayOf(asNumber)],
  [1028, arrayOf(asNumber)],
  [199, arrayOf(asJson)],
  [1021, arrayOf(asNumber)],
  [1022, arrayOf(asNumber)],
  [1185, arrayOf(decodeTimestamp)],
  [3807, arrayOf(asJson)],
  // Arrays of what stays text: char, name, text, bpchar, varchar, date, numeric, uuid, xid8.
  [1002, arrayOf(asText)],
  [1003, arrayOf(asText)],
  [1009, arrayOf(asText)],
  [1014, arrayOf(asText)],
  [1015, arrayOf(asText)],
  [1182, arrayOf(asText)],
  [1231, arrayOf(asText)],
  [2951, arrayOf(asText)],
  [271, arrayOf(asText)],
])

function decodeBoolean(text: string): boolean {
  return text === 't'
}

function decodeBytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.slice(2), 'hex'))
}

function decodeBigint(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value)) return value

  throw new RangeError(`the bigint ${text} is not exact as a number; select it as text`)
}

function decodeTimestamp(text: string): number {
  if (text === 'infinity') return Infinity
  if (text === '-infinity') return -Infinity

  // Postgres prints `2026-11-20 10:00:00.5+00`; ISO 8601 wants a T, and minutes in the offset.
  const minutes = /[+-]\d\d$/.test(text) ? ':00' : ''
  const value = Date.parse(`${text.slice(0, 10)}T${text.slice(11)}${minutes}`)
  if (Number.isNaN(value)) throw new RangeError(`the timestamp ${text} is outside years 1 to 9999`)
  return value
}

function arrayOf(decode: Decode): Decode {
  return (text) => readArray(text, decode)
}

// An element: quoted with backslash escapes, or bare up to the next comma or brace.
const element = /"((?:[^"\\]|\\.)*)"|([^{},"\s][^{},]*)|([{}])/gs

/** Reads `{1,NULL,"a \"b\""}`, nested braces included; a bounds prefix (`[0:1]=`) is skipped. */
function readArray(text: string, decode: Decode): readonly unknown[] {
  const root: unknown[] = []
  const open: unknown[][] = [root]
  for (const [, quoted, bare, brace] of text.slice(text.indexOf('{')).matchAll(element)) {
    const list = open.at(-1) ?? root
    if (quoted !== undefined) list.push(decode(quoted.replaceAll(/\\(.)/gs, '$1')))
    else if (bare !== undefined) list.push(bare === 'NULL' ? null : decode(bare))
    else if (brace === '{') open.push(nest(list))
    else open.pop()
  }
  return readOuter(root)
}

function nest(list: unknown[]): unknown[] {
  const inner: unknown[] = []
  list.push(inner)
  return inner
}

function readOuter([outer]: readonly unknown[]): readonly unknown[] {
  return Array.isArray(outer) ? outer : []
}
