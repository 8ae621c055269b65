/** Reads the params of a query from its query string, each by the type of its field. */
import type { FieldSchema } from '@plinth/core'
import { meantOrKnown } from '@plinth/core/runtime'
import { shown } from '../problem/http-error.ts'
import { type Reading, readValue, splitList } from './text/field-text.ts'
import { ParameterFailures } from './parameter-failure.ts'
import type { Parameter } from './query-text.ts'

/**
 * Reads params: lists of ids repeated or with commas, money as `100.00 USD`, lists of records and JSON
 * as JSON. Whether the values are in order, the query's own schema says.
 *
 * @throws CoreError `http.parameters-invalid`, with every failure at once.
 */
export function readMessageQuery(
  fields: ReadonlyMap<string, FieldSchema>,
  parameters: readonly Parameter[],
): Readonly<Record<string, unknown>> {
  const failures = new ParameterFailures()
  const params = new Map<string, unknown>()
  for (const [name, values] of grouped(parameters)) {
    const field = fields.get(name)
    if (!field) {
      failures.add(
        name,
        'unknown',
        `there is no parameter ${shown(name)}. ${meantOrKnown(name, fields.keys())}`,
      )
      continue
    }
    const reading = readAll(field, values)
    if (reading.ok) params.set(name, reading.value)
    else failures.add(name, 'value', `${name} must be ${reading.error}`)
  }
  failures.throwIfAny()
  return Object.fromEntries(params)
}

function grouped(parameters: readonly Parameter[]): ReadonlyMap<string, readonly string[]> {
  const byName = new Map<string, string[]>()
  for (const { name, value } of parameters) {
    const values = byName.get(name) ?? []
    values.push(value)
    byName.set(name, values)
  }
  return byName
}

function readAll(field: FieldSchema, values: readonly string[]): Reading {
  if (field.type === 'ref[]') return { ok: true, value: values.flatMap(splitList) }

  const [value = '', ...others] = values
  if (others.length > 0) return { ok: false, error: `given once, not ${values.length} times` }
  return readValue(field, value)
}
