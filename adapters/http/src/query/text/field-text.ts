/** Reads the value of a field from the text of a parameter. */
import { type FieldSchema, money, type Result } from '@plinth/core'
import { meant } from '@plinth/core/runtime'
import { shown } from '../../problem/http-error.ts'
import { instantOf } from './instant-text.ts'

/** A value, or what the text should have been. */
export type Reading = Result<unknown, string>

/** Reads one value of the field. The error completes the sentence `total must be …`. */
export function readValue(field: FieldSchema, text: string): Reading {
  switch (field.type) {
    case 'number':
      return readNumber(field, text)
    case 'boolean':
      return readFlag(text)
    case 'date':
      return readInstant(text)
    case 'money':
      return readMoney(field, text)
    case 'enum':
      return readChoice(field, text)
    case 'geo.point':
      return readPoint(text)
    case 'geo.polygon':
    case 'geo.linestring':
    case 'json':
    case 'list':
      return readJson(text)
    case 'string':
    case 'ref':
    case 'ref[]':
      return { ok: true, value: text }
  }
}

/** Reads `true` or `false`. */
export function readFlag(text: string): Reading {
  if (text === 'true' || text === 'false') return { ok: true, value: text === 'true' }
  return mustBe('true or false', text)
}

/** Reads a number as JSON writes it. */
export function readNumber(
  { integer = false }: Pick<FieldSchema, 'integer'>,
  text: string,
): Reading {
  const value = numberText.test(text) ? Number(text) : Number.NaN
  if (integer && !Number.isSafeInteger(value)) return mustBe('a whole number, such as 12', text)
  return Number.isFinite(value) ? { ok: true, value } : mustBe('a number, such as 12.5', text)
}

/** Splits at commas; `\,` is a comma inside a value, and `\\` a backslash. */
export function splitList(text: string): readonly string[] {
  const values: string[] = ['']
  for (const piece of text.match(/\\[,\\]|,|[^,\\]+|\\/g) ?? []) {
    if (piece === ',') values.push('')
    else
      values[values.length - 1] +=
        piece.length === 2 && piece.startsWith('\\') ? piece.slice(1) : piece
  }
  return values
}

const numberText = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

function readInstant(text: string): Reading {
  const instant = instantOf(text)
  if (instant !== null) return { ok: true, value: instant }
  return mustBe('an instant in epoch milliseconds or ISO 8601, such as 2026-01-31T12:00:00Z', text)
}

function readChoice({ enumValues = [] }: FieldSchema, text: string): Reading {
  if (enumValues.includes(text)) return { ok: true, value: text }

  return mustBe(`one of ${enumValues.join(', ')}`, text, meant(text, enumValues))
}

const moneyText = /^(-?\d+(?:\.\d+)?)(?: ?([A-Z]{3}))?$/

function readMoney({ currency: only }: FieldSchema, text: string): Reading {
  const [, amount, currency = only] = moneyText.exec(text) ?? []
  const example = only === undefined ? '100.00 USD' : `100 ${only}, or 100 alone`
  if (amount === undefined || currency === undefined) {
    return mustBe(`an amount with its currency, such as ${example}`, text)
  }

  const parsed = parseMoney(amount, currency)
  return parsed ?? mustBe(`an amount that ${shown(currency)} can be, such as ${example}`, text)
}

function parseMoney(amount: string, currency: string): Reading | null {
  try {
    const parsed = money.parse(amount, currency)
    return parsed.ok ? parsed : null
  } catch {
    return null // there is no such currency
  }
}

const pointText = /^(-?\d{1,2}(?:\.\d+)?), ?(-?\d{1,3}(?:\.\d+)?)$/

function readPoint(text: string): Reading {
  const [, lat, lng] = pointText.exec(text) ?? []
  if (lat !== undefined) return { ok: true, value: { lat: Number(lat), lng: Number(lng) } }
  return mustBe('latitude and longitude in degrees, such as 52.52,13.405', text)
}

function readJson(text: string): Reading {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return mustBe('JSON', text)
  }
}

function mustBe(allowed: string, text: string, question = ''): Reading {
  return { ok: false, error: `${allowed}, not ${shown(text)}${question}` }
}
