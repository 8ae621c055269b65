/** Checks records against fields with plain closures: any schema, also one that a tenant wrote. */
import { excerpt } from '../../primitives/index.ts'
import type { FieldSchema, FieldType } from '../field.ts'
import type { Findings, Place } from './findings.ts'
import { isRecord } from './values/plain.ts'
import { checkLength, type MakeCheck, type ValueCheck, valueChecks } from './values/value-checks.ts'

/**
 * Makes the check of a record: that it is an object, each of its fields, and that it has no others. Of a
 * sensitive one, no value and no unknown key is told.
 */
export function recordCheck(fields: readonly FieldSchema[], sensitive = false): ValueCheck {
  const place = { key: '', sensitive }
  const checks = fields.map((field) => {
    return { key: field.key, check: fieldCheck(sensitive ? { ...field, sensitive } : field) }
  })
  const others = othersCheck(fields, place)
  return (value, findings) => {
    if (!isRecord(value)) return findings.addType(place, 'record', value)
    for (const { key, check } of checks) check(value[key], findings)
    others(value, findings)
  }
}

/** Makes the check of one field: whether it must be there, its type and limits, its own validators. */
export function fieldCheck(field: FieldSchema): ValueCheck {
  const place = { key: field.key, sensitive: field.sensitive ?? false }
  const check = withOwnChecks(field, place, checksByType[field.type](field, place))
  const isRequired = field.required ?? false
  const hasDefault = field.default !== undefined
  return (value, findings) => {
    if (findings.isFull) return
    if (value !== undefined && value !== null) return check(value, findings)
    if (isRequired && (value === null || !hasDefault)) findings.add(place, 'required', {})
  }
}

/** Refuses the fields that a record should not have. */
type OthersCheck = (value: Readonly<Record<string, unknown>>, findings: Findings) => void

/** Makes the check for fields that the record should not have. */
function othersCheck(fields: readonly FieldSchema[], { sensitive }: Place): OthersCheck {
  const known = fields.map(({ key }) => key)
  const places = new Map(known.map((key, index) => [key, index]))
  return (value, findings) => {
    let next = 0
    for (const key in value) {
      // Most records have their keys in the order of the schema: then nothing is looked up.
      const place = key === known[next] ? next : places.get(key)
      if (place !== undefined) {
        next = place + 1
        continue
      }
      if (findings.isFull) return
      const unknown = excerpt(key)
      const where = { key: sensitive ? '' : unknown, sensitive }
      findings.add(where, 'unknown-field', { unknown, known })
    }
  }
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
  const whole = recordCheck(field.items ?? [], place.sensitive)
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
