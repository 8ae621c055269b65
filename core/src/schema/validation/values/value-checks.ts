/** The built-in checks of single values, one for each type of field. */
import { excerpt, isCurrency, isUlid, money } from '../../../primitives/index.ts'
import type { FieldSchema, FieldType } from '../../field.ts'
import type { Findings, Place } from '../findings.ts'
import { geoProblem, type GeoType } from './geo-value.ts'
import { jsonProblem } from './json-value.ts'
import { hasTwoKeys, isRecord, kindOf } from './plain.ts'
import { firstUnstorable } from './text.ts'

/** Checks a value that is there, and reports what is wrong with it. */
export type ValueCheck = (value: unknown, findings: Findings) => void

/** Makes the check of a field's values. */
export type MakeCheck = (field: FieldSchema, place: Place) => ValueCheck

/** The longest text that a field takes when it says nothing. */
export const defaultMaxLength = 10_000

/** The most items that a list takes when it says nothing. */
export const defaultMaxItems = 1_000

/** The longest id. */
export const idLength = 64

/** The first and the last instant of the years 1 to 9999: what every database and ISO 8601 can write. */
export const instants = { first: -62_135_596_800_000, last: 253_402_300_799_999 } as const

/** Type → its check. Lists of records are checked where records are. */
export const valueChecks: Readonly<Record<Exclude<FieldType, 'list'>, MakeCheck>> = {
  string: textCheck,
  number: numberCheck,
  boolean: booleanCheck,
  date: dateCheck,
  enum: enumCheck,
  ref: refCheck,
  'ref[]': refsCheck,
  json: jsonCheck,
  money: moneyCheck,
  'geo.point': geoCheck('geo.point'),
  'geo.polygon': geoCheck('geo.polygon'),
  'geo.linestring': geoCheck('geo.linestring'),
}

/** Tells whether a value is an id: a ULID behind any prefix. */
export function isId(value: unknown): boolean {
  return typeof value === 'string' && value.length <= idLength && isUlid(value)
}

/** Tells whether each value of a list is an id; what is left out is none. */
export function areIds(values: readonly unknown[]): boolean {
  for (let index = 0; index < values.length; index++) {
    if (!isId(values[index])) return false
  }
  return true
}

/** Checks how many items a list has; false when it has too many to be looked at one by one. */
export function checkLength(
  { minLength = 0, maxLength = defaultMaxItems }: FieldSchema,
  place: Place,
): (length: number, findings: Findings) => boolean {
  return (actual, findings) => {
    if (actual < minLength) findings.add(place, 'min-items', { min: minLength, actual })
    if (actual <= maxLength) return true

    findings.add(place, 'max-items', { max: maxLength, actual })
    return false
  }
}

function textCheck(field: FieldSchema, place: Place): ValueCheck {
  const { minLength = 0, maxLength = defaultMaxLength } = field
  return (value, findings) => {
    if (typeof value !== 'string') return findings.addType(place, 'string', value)
    const actual = value.length
    if (actual < minLength) findings.add(place, 'min-length', { min: minLength, actual })
    if (actual > maxLength) return findings.add(place, 'max-length', { max: maxLength, actual })

    const at = firstUnstorable(value)
    if (at >= 0) findings.add(place, 'characters', { at: `character ${at + 1}` })
  }
}

function numberCheck({ min, max, integer }: FieldSchema, place: Place): ValueCheck {
  return (value, findings) => {
    if (typeof value !== 'number') return findings.addType(place, 'number', value)
    if (!Number.isFinite(value)) return findings.add(place, 'finite', {})
    const actual = value
    if (integer && !Number.isSafeInteger(value)) findings.add(place, 'integer', { actual })
    if (min !== undefined && value < min) findings.add(place, 'min', { min, actual })
    if (max !== undefined && value > max) findings.add(place, 'max', { max, actual })
  }
}

function booleanCheck(_field: FieldSchema, place: Place): ValueCheck {
  return (value, findings) => {
    if (typeof value !== 'boolean') findings.addType(place, 'boolean', value)
  }
}

function dateCheck({ min, max }: FieldSchema, place: Place): ValueCheck {
  return (value, findings) => {
    if (typeof value !== 'number') return findings.addType(place, 'date', value)
    const actual = value
    if (!isInstant(value)) return findings.add(place, 'date', { actual })
    if (min !== undefined && value < min) findings.add(place, 'earliest', { min, actual })
    if (max !== undefined && value > max) findings.add(place, 'latest', { max, actual })
  }
}

/** Tells whether a value is an instant of the years 1 to 9999, in epoch milliseconds. */
export function isInstant(value: unknown): boolean {
  return (
    typeof value === 'number' &&
    Number.isSafeInteger(value) &&
    value >= instants.first &&
    value <= instants.last
  )
}

function enumCheck({ enumValues = [] }: FieldSchema, place: Place): ValueCheck {
  const allowed = [...enumValues]
  const values = new Set(allowed)
  return (value, findings) => {
    if (typeof value !== 'string') return findings.addType(place, 'enum', value)
    if (!values.has(value)) findings.add(place, 'enum', { allowed, actual: excerpt(value) })
  }
}

// A ref that holds something else than an id holds a text.
function refCheck(field: FieldSchema, place: Place): ValueCheck {
  const { refEntity: entity, refField = 'id' } = field
  if (refField !== 'id') return textCheck({ key: field.key, type: 'string' }, place)

  return (value, findings) => {
    if (typeof value !== 'string') return findings.addType(place, 'ref', value)
    if (!isId(value)) findings.add(place, 'id', { entity, actual: excerpt(value) })
  }
}

function refsCheck(field: FieldSchema, place: Place): ValueCheck {
  const { key, sensitive } = place
  const isShort = checkLength(field, place)
  const holdsIds = (field.refField ?? 'id') === 'id'
  return (value, findings) => {
    if (!Array.isArray(value)) return findings.addType(place, 'ref[]', value)
    if (!isShort(value.length, findings)) return

    for (let index = 0; index < value.length && !findings.isFull; index++) {
      if (holdsIds && isId(value[index])) continue
      refCheck(field, { key: `${key}.${index}`, sensitive })(value[index], findings)
    }
  }
}

function jsonCheck(_field: FieldSchema, place: Place): ValueCheck {
  return (value, findings) => {
    const problem = jsonProblem(value)
    if (problem) findings.add(place, 'json', { ...problem })
  }
}

function geoCheck(type: GeoType): MakeCheck {
  return (_field, place) => (value, findings) => {
    if (!isRecord(value)) return findings.addType(place, type, value)
    const problem = geoProblem(type, value)
    if (problem) findings.add(place, 'geo', { ...problem })
  }
}

function moneyCheck({ min, max, currency }: FieldSchema, place: Place): ValueCheck {
  const check = moneyPartsCheck(place, currency)
  return (value, findings) => {
    if (!isRecord(value)) return findings.addType(place, 'money', value)
    if (!check(value, findings) || !money.isMoney(value)) return

    const limit = (amount: number) => ({ amount, currency: value.currency })
    const actual = limit(value.amount)
    if (min !== undefined && value.amount < min) {
      findings.add(place, 'min', { min: limit(min), actual })
    }
    if (max !== undefined && value.amount > max) {
      findings.add(place, 'max', { max: limit(max), actual })
    }
  }
}

type PartsCheck = (value: Readonly<Record<string, unknown>>, findings: Findings) => boolean

function moneyPartsCheck({ key, sensitive }: Place, allowed: string | undefined): PartsCheck {
  const amountPlace = { key: `${key}.amount`, sensitive }
  const currencyPlace = { key: `${key}.currency`, sensitive }
  return (value, findings) => {
    const { amount, currency } = value
    const isAmount = Number.isSafeInteger(amount)
    if (!isAmount) findings.add(amountPlace, 'integer', { actual: shown(amount) })

    const isAllowed = allowed === undefined ? isKnownCurrency(currency) : currency === allowed
    if (!isAllowed) findings.add(currencyPlace, 'currency', { allowed, actual: shown(currency) })

    if (hasTwoKeys(value)) return isAmount && isAllowed
    refuseOthers({ key, sensitive }, value, findings)
    return false
  }
}

function refuseOthers(
  { key, sensitive }: Place,
  value: Readonly<Record<string, unknown>>,
  findings: Findings,
): void {
  const known = ['amount', 'currency']
  for (const name of Object.keys(value)) {
    if (findings.isFull) return
    if (known.includes(name)) continue
    const unknown = excerpt(name)
    const path = sensitive ? key : `${key}.${unknown}`
    findings.add({ key: path, sensitive }, 'unknown-field', { unknown, known })
  }
}

function isKnownCurrency(value: unknown): boolean {
  return typeof value === 'string' && isCurrency(value)
}

/** What of a value from outside a failure may show: numbers, texts cut short, the kinds of the rest. */
export function shown(value: unknown): unknown {
  if (typeof value === 'string') return excerpt(value)
  return value === undefined || typeof value === 'number' ? value : kindOf(value)
}
