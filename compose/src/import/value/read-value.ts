/** Turns the text of a cell into a value of its field's type, or says why that is not possible. */
import {
  Err,
  type FieldSchema,
  type FieldType,
  isCurrency,
  money,
  Ok,
  type Result,
} from '@plinth/core'
import { readDate, type Zone } from './read-date.ts'

/** Reads one text, which is trimmed and not empty. The error completes "the value …". */
export type ReadValue = (text: string) => Result<unknown, string>

/** How the texts of a column are meant. */
export interface Writing {
  /** The currency of amounts that name none. Default: the field's own, if it has one. */
  readonly currency?: string | undefined
  /** The zone of times that name none. Default UTC. */
  readonly zone?: Zone | undefined
  /** What each text stands for; others are refused then. */
  readonly values?: Readonly<Record<string, string>> | undefined
  /** Amounts are rounded half-even to the minor unit, in place of being refused. Default false. */
  readonly rounded?: boolean
}

/** Makes the reader of a field's texts; a reference is read as plain text here. */
export function valueReader(field: FieldSchema, writing: Writing): ReadValue {
  const read = readers[field.type](field, writing)
  const { values } = writing
  if (!values) return read

  return (text) => {
    const meant = Object.hasOwn(values, text) ? values[text] : undefined
    return meant === undefined ? Err(notOneOf(Object.keys(values))) : read(meant)
  }
}

type MakeReader = (field: FieldSchema, writing: Writing) => ReadValue

const asText: MakeReader = () => (text) => Ok(text)

const readers: Readonly<Record<FieldType, MakeReader>> = {
  string: asText,
  enum: asText,
  ref: asText,
  number: () => readNumber,
  boolean: () => readBoolean,
  json: () => readJson,
  'geo.point': () => readPoint,
  'geo.polygon': () => readJson,
  'geo.linestring': () => readJson,
  date: (_field, { zone = 'UTC' }) => {
    return (text) => readDate(text, zone)
  },
  money: ({ currency: own }, { currency = own, rounded = false }) => {
    return (text) => readMoney(text, currency, rounded)
  },
  'ref[]': () => () => Err('cannot be read from a cell: it is a list'),
  list: () => () => Err('cannot be read from a cell: it is a list'),
}

const numberText = /^[+-]?\d+(\.\d+)?(e[+-]?\d{1,3})?$/i

function readNumber(text: string): Result<number, string> {
  const number = numberText.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(number) ? Ok(number) : Err('is not a number such as 12 or 12.5')
}

const truths: Readonly<Record<string, boolean>> = {
  '1': true,
  true: true,
  yes: true,
  '0': false,
  false: false,
  no: false,
}

function readBoolean(text: string): Result<boolean, string> {
  const word = text.toLowerCase()
  const truth = Object.hasOwn(truths, word) ? truths[word] : undefined
  return truth === undefined ? Err(notOneOf(Object.keys(truths))) : Ok(truth)
}

function readJson(text: string): Result<unknown, string> {
  try {
    return Ok(JSON.parse(text))
  } catch {
    return Err('is not JSON')
  }
}

const pointText = /^([+-]?\d{1,2}(?:\.\d+)?)[,;\s]\s*([+-]?\d{1,3}(?:\.\d+)?)$/

function readPoint(text: string): Result<unknown, string> {
  const [, lat, lng] = pointText.exec(text) ?? []
  if (lat === undefined) return Err('is not latitude and longitude such as 52.52,13.405')
  return Ok({ lat: Number(lat), lng: Number(lng) })
}

const moneyText = /^(-?\d+(?:\.\d+)?)(?: ([A-Z]{3}))?$/

function readMoney(
  text: string,
  currency: string | undefined,
  rounded: boolean,
): Result<money.Money, string> {
  const [, amount, named = currency] = moneyText.exec(text) ?? []
  if (amount === undefined) return Err('is not an amount such as 12.50')
  if (named === undefined) return Err('names no currency; write 12.50 USD, or name it in the map')
  if (!isCurrency(named)) return Err(`names "${named}", which is no currency of ISO 4217`)
  if (rounded) return roundedMoney(amount, named)

  const parsed = money.parse(amount, named)
  return parsed.ok ? parsed : Err(`is not exact money: ${parsed.error.message}`)
}

// One unit times the amount: exact, then rounded once.
function roundedMoney(amount: string, currency: string): Result<money.Money, string> {
  try {
    return Ok(money.multiply(money.fromDecimal('1', currency), amount, 'half-even'))
  } catch (error) {
    return Err(`is not money: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function notOneOf(allowed: readonly string[]): string {
  return `is not one of ${allowed.slice(0, 20).join(', ')}`
}
