/** Reads one filter, `total.gt=100.00 USD`, as a condition. */
import type { FieldSchema, Op } from '@plinth/core'
import { meantOrKnown, withArticle } from '@plinth/core/runtime'
import { shown } from '../problem/http-error.ts'
import { type Reading, readFlag, readNumber, readValue, splitList } from './text/field-text.ts'
import { type FilterOperator, operatorsOf } from './operators.ts'
import type { ParameterFailures } from './parameter-failure.ts'
import type { Parameter } from './query-text.ts'

/** The fields that a list can be filtered by, by key. */
export type FilterFields = ReadonlyMap<string, FieldSchema>

/** What a filter asks of a record: a leaf of a rule. Whether it can be asked, core checks again. */
export interface Comparison {
  readonly field: string
  readonly op: Op
  readonly value: unknown
}

/** Reads a filter; null, with the failure noted, when it is none. `eq` is meant where no operator stands. */
export function readCondition(
  fields: FilterFields,
  { name, value }: Parameter,
  failures: ParameterFailures,
): Comparison | null {
  const { key, op } = partsOf(fields, name)
  const field = fields.get(key)
  if (!field) {
    failures.add(
      name,
      'unknown',
      `there is no field ${shown(key)} to filter by. ${meantOrKnown(key, fields.keys())}`,
    )
    return null
  }
  const operators = operatorsOf(field.type)
  const operator = operators.get(op)
  if (!operator) {
    const detail = `${shown(op)} cannot be asked of ${key}, ${withArticle(field.type)}. ${meantOrKnown(op, operators.keys())}`
    failures.add(name, 'operator', detail)
    return null
  }
  const reading = readOperand(field, operator, value)
  if (reading.ok) return { field: key, op: operator.op, value: reading.value }

  failures.add(name, 'value', `${name} must be ${reading.error}`)
  return null
}

// A field of this name wins over an operator of it.
function partsOf(
  fields: FilterFields,
  name: string,
): { readonly key: string; readonly op: string } {
  const dot = name.lastIndexOf('.')
  if (dot < 0 || fields.has(name)) return { key: name, op: 'eq' }
  return { key: name.slice(0, dot), op: name.slice(dot + 1) }
}

function readOperand(field: FieldSchema, { takes }: FilterOperator, text: string): Reading {
  switch (takes) {
    case 'value':
      return readValue(field, text)
    case 'list':
      return readEach(field, splitList(text))
    case 'text':
      return { ok: true, value: text }
    case 'flag':
      return readFlag(text)
    case 'days':
      return readNumber({}, text)
  }
}

function readEach(field: FieldSchema, texts: readonly string[]): Reading {
  const readings = texts.map((text) => readValue(field, text))
  const wrong = readings.find((reading) => !reading.ok)
  if (wrong) return wrong
  return { ok: true, value: readings.map((reading) => (reading.ok ? reading.value : null)) }
}
