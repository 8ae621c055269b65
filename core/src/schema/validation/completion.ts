/** Makes complete records from checked values: each key in order, defaults filled in, null for the rest. */
import type { FieldSchema } from '../field.ts'
import { isArray, isRecord } from './values/plain.ts'

/** Makes the complete record. */
export type Complete = (value: Readonly<Record<string, unknown>>) => Record<string, unknown>

/** Makes the complete value of one field; absent is undefined. */
export type CompleteValue = (value: unknown) => unknown

/** Makes what completes records with these fields. */
export function completion(fields: readonly FieldSchema[]): Complete {
  const parts = fields.map((field) => ({ key: field.key, complete: valueCompletion(field) }))
  return (value) => {
    const record: Record<string, unknown> = {}
    for (const { key, complete } of parts) record[key] = complete(value[key])
    return record
  }
}

/** Makes what completes a value: the default where it is absent, complete items where it is a list. */
export function valueCompletion(field: FieldSchema): CompleteValue {
  const present = field.items ? itemsCompletion(field.items) : asItIs
  const absent = defaultOf(field)
  return (value) => (value === undefined ? absent() : present(value))
}

/** Makes a field's default. A literal is handed out as it is. */
function defaultOf({ default: literal = null }: FieldSchema): () => unknown {
  return isMaker(literal) ? literal : () => literal
}

function isMaker(value: unknown): value is () => unknown {
  return typeof value === 'function'
}

function asItIs(value: unknown): unknown {
  return value
}

function itemsCompletion(items: readonly FieldSchema[]): CompleteValue {
  const complete = completion(items)
  return (value) =>
    isArray(value) ? value.map((item) => (isRecord(item) ? complete(item) : item)) : value
}
