/** Checks records against fields with plain closures: any schema, also one that a tenant wrote. */
import type { FieldSchema, FieldType } from '../field.ts'
import { Findings, type Place } from './findings.ts'
import { isRecord } from './plain.ts'
import { excerpt } from './text.ts'
import { checkLength, type MakeCheck, type ValueCheck, valueChecks } from './value-checks.ts'

/** The checks of a record, taken apart so that generated code can call them one by one. */
export interface RecordCheck {
  /** Checks the whole: that it is an object, each of its fields, and that it has no others. */
  readonly whole: ValueCheck
  /** One check for each field, in order; it takes an absent value too. */
  readonly fields: readonly ValueCheck[]
  /** Refuses fields that the record should not have. */
  readonly others: (value: Readonly<Record<string, unknown>>, findings: Findings) => void
}

/** Makes the checks of a record. Of a sensitive one, no value and no unknown key is told. */
export function recordCheck(fields: readonly FieldSchema[], sensitive = false): RecordCheck {
  const place = { key: '', sensitive }
  const checks = fields.map((field) => fieldCheck(sensitive ? { ...field, sensitive } : field))
  const keyed = fields.map(({ key }, index) => ({ key, check: checks[index] }))
  const others = unknownCheck(fields, place)
  const whole: ValueCheck = (value, findings) => {
    if (!isRecord(value)) return findings.addType(place, 'record', value)
    for (const { key, check } of keyed) check?.(value[key], findings)
    others(value, findings)
  }
  return { whole, fields: checks, others }
}

/** Makes the check of one field: whether it must be there, its type and limits, its own validators. */
export function fieldCheck(field: FieldSchema): ValueCheck {
  const place = { key: field.key, sensitive: field.sensitive ?? false }
  const check = withOwnChecks(field, place, checksByType[field.type](field, place))
  const isRequired = field.required ?? false
  const hasDefault = field.default !== undefined
  return (value, findings) => {
    if (value !== undefined && value !== null) return check(value, findings)
    if (isRequired && (value === null || !hasDefault)) findings.add(place, 'required', {})
  }
}

/** Tells whether a value satisfies each of the field's own validators. */
export function passesOwn({
  validators = [],
}: FieldSchema): (value: unknown, context: Findings['context']) => boolean {
  return (value, context) => validators.every((validate) => validate(value, context) === null)
}

const checksByType: Readonly<Record<FieldType, MakeCheck>> = { ...valueChecks, list: listCheck }

function withOwnChecks(
  { validators = [] }: FieldSchema,
  place: Place,
  check: ValueCheck,
): ValueCheck {
  if (validators.length === 0) return check

  return (value, findings) => {
    const before = findings.failures.length
    check(value, findings)
    if (findings.failures.length > before) return

    for (const validate of validators) {
      const failure = validate(value, findings.context)
      if (failure) findings.addOwn(place, failure)
    }
  }
}

function listCheck(field: FieldSchema, place: Place): ValueCheck {
  const { whole } = recordCheck(field.items ?? [], place.sensitive)
  const isShort = checkLength(field, place)
  return (value, findings) => {
    if (!Array.isArray(value)) return findings.addType(place, 'list', value)
    if (!isShort(value.length, findings)) return

    for (let index = 0; index < value.length && !findings.isFull; index++) {
      findings.enter(place.key, index)
      whole(value[index], findings)
      findings.leave()
    }
  }
}

function unknownCheck(fields: readonly FieldSchema[], { sensitive }: Place): RecordCheck['others'] {
  const known = fields.map(({ key }) => key)
  const keys = new Set(known)
  return (value, findings) => {
    for (const key in value) {
      if (keys.has(key)) continue
      if (findings.isFull) return
      const unknown = excerpt(key)
      const place = { key: sensitive ? '' : unknown, sensitive }
      findings.add(place, 'unknown-field', { unknown, known })
    }
  }
}
