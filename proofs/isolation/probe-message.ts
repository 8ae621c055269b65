/** Probes a command or a query: with references to the caller's records, to the other's, to none. */
import type { FieldSchema } from '@plinth/core'
import type { Question } from '../api/api.ts'
import { neighbourOf, textOf, valuesOfFields } from './marked-values.ts'
import type { Operation } from './operations.ts'
import type { ProbeParts } from './probe-parts.ts'
import { referencesIn, withReference } from './references.ts'
import { rowsOf, type Values } from './tenant.ts'

type MessageOperation = Extract<Operation, { readonly kind: 'message' }>

/** Probes it. */
export async function probeMessage(operation: MessageOperation, parts: ProbeParts): Promise<void> {
  const { witness, own, foreign, wrong } = parts
  const { fields, type } = operation.message
  const needed = fields.filter(isNeeded)
  const values = valuesOfFields(needed, own, 0)
  const { status, text } = await witness.ask(questionOf(operation, values))
  if (status >= 300)
    wrong(`${type} refuses the caller's own values: ${status} ${text.slice(0, 200)}`)
  if (bringsRows.has(type)) await witness.askOwn(questionOf(operation, values))

  for (const field of fields.filter((candidate) => !isNeeded(candidate))) {
    const more = { ...values, ...valuesOfFields([field], own, 0) }
    await witness.ask(questionOf(operation, more))
  }
  for (const reference of referencesIn(fields)) {
    const [{ id }] = rowsOf(foreign, reference.entity)
    await witness.askTwins({
      foreign: id,
      missing: neighbourOf(id),
      question: (value) => questionOf(operation, withReference(values, reference, value)),
    })
  }
}

/** The messages that answer with rows of the caller's: they have to come. */
const bringsRows = new Set([
  'catalog.productPrices',
  'inventory.backOrders',
  'sales.openOrders',
  'sales.orderLines',
])

function isNeeded({ required = false, default: value }: FieldSchema): boolean {
  return required && value === undefined
}

function questionOf({ method, path }: MessageOperation, values: Values): Question {
  if (method === 'POST') return { method, path, body: values }

  const query = Object.entries(values).map(
    ([key, value]) => `${key}=${encodeURIComponent(textOf(value))}`,
  )
  return { method, path: `${path}?${query.join('&')}` }
}
