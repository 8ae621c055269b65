/** Probes how records are made: with references to the caller's records, to the other's, to none. */
import type { EntitySchema } from '@plinth/core'
import { valueAt } from '../api/json.ts'
import { markedValues, neighbourOf } from './marked-values.ts'
import type { Operation } from './operations.ts'
import type { ProbeParts } from './probe-parts.ts'
import { referencesIn, withReference } from './references.ts'
import { rowsOf, type Values } from './tenant.ts'

/** The key under which the caller makes one record of each entity: it is each message type's own. */
const oneKey = { 'Idempotency-Key': 'made by the proof' }

type CreateOperation = Extract<Operation, { readonly kind: 'create' }>

/** Probes it. What it makes, it leaves for those who change and delete. */
export async function probeCreate(operation: CreateOperation, parts: ProbeParts): Promise<void> {
  const { witness, foreign, made } = parts
  const { method, path, schema } = operation
  const keyed = { method, path, headers: oneKey, body: givenValues(operation, parts) }
  const { body, text } = await witness.askOwn(keyed)
  const again = await witness.askOwn(keyed)
  if (again.text !== text) parts.wrong(`${path} with a key used twice answers ${again.text}`)
  made.set(schema.name, String(valueAt(body, 'id')))

  for (const reference of referencesIn(schema.fields)) {
    const [{ id }] = rowsOf(foreign, reference.entity)
    await witness.askTwins({
      foreign: id,
      missing: neighbourOf(id),
      question: (value) => {
        const values = givenValues(operation, parts)
        return { method, path, body: withReference(values, reference, value) }
      },
    })
  }
}

/**
 * Makes a record with each unique value that a record of the other organization has: it is as free as any.
 * Goes last: from then on the caller has texts of the other's in rows of its own.
 */
export async function probeTakenValues(
  operation: CreateOperation,
  parts: ProbeParts,
): Promise<void> {
  const { witness, foreign, wrong } = parts
  const { method, path, schema } = operation
  const [{ values: taken }] = rowsOf(foreign, schema.name)
  for (const { key } of schema.fields) {
    if (!isUniqueText(schema, key)) continue
    const body = { ...givenValues(operation, parts), [key]: taken[key] }
    const { status, text } = await witness.ask({ method, path, body })
    if (status !== 201) wrong(`${path} is not free to have a ${key} of the other's: ${text}`)
  }
}

/** Behind every row that was laid out. */
const newPlace = 10

// What a machine drives is not given. Two records differ in what has to be unique, and in nothing else.
function givenValues({ schema }: CreateOperation, { own, nextPlace }: ProbeParts): Values {
  const values = markedValues(schema, own, newPlace)
  const others = markedValues(schema, own, nextPlace())
  const given = Object.keys(values).filter((key) => !schema.driven.has(key))
  return Object.fromEntries(
    given.map((key) => [key, isUniqueText(schema, key) ? others[key] : values[key]]),
  )
}

function isUniqueText({ fieldByKey }: EntitySchema, key: string): boolean {
  const field = fieldByKey.get(key)
  return field?.unique === true && field.type === 'string'
}
