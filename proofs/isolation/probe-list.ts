/** Probes a list: every parameter that it takes, with values of the caller's, of the other's, of nobody. */
import type { EntitySchema, FieldSchema } from '@plinth/core'
import type { Question } from '../api/api.ts'
import { valueAt } from '../api/json.ts'
import { includable } from './includable.ts'
import { neighbourOf, textOf } from './marked-values.ts'
import type { Operation, Parameter } from './operations.ts'
import type { ProbeParts } from './probe-parts.ts'
import { rowsOf, type Tenant } from './tenant.ts'

type ListOperation = Extract<Operation, { readonly kind: 'list' }>

/** Probes it. */
export async function probeList(operation: ListOperation, parts: ProbeParts): Promise<void> {
  const { witness, own, wrong } = parts
  const { path, parameters, schema } = operation
  await witness.askOwn({ method: 'GET', path })
  for (const parameter of parameters) await probeParameter(operation, parameter, parts)

  const { body } = await witness.ask({ method: 'GET', path: `${path}?count=exact&limit=1` })
  const [counted, count] = [valueAt(body, 'total'), rowsOf(own, schema.name).length]
  if (counted !== count) wrong(`${path} counts ${String(counted)} rows; the caller has ${count}`)
}

async function probeParameter(
  { path, schema }: ListOperation,
  parameter: Parameter,
  parts: ProbeParts,
): Promise<void> {
  const { witness, own, foreign } = parts
  const { name } = parameter
  const ask = (value: unknown): Question => {
    return { method: 'GET', path: `${path}?${name}=${encodeURIComponent(textOf(value))}` }
  }
  if (name === 'after') return probeCursors(path, parts)

  const [key = '', operator = 'eq'] = name.split('.')
  const plain = plainValuesOf(schema, parameter)
  for (const value of plain) await witness.ask(ask(value))
  if (plain.length > 0) return

  const ownQuestion = ask(valueOf(own, schema, key))
  await (finders.has(operator) ? witness.askOwn(ownQuestion) : witness.ask(ownQuestion))
  const value = valueOf(foreign, schema, key)
  await witness.askTwins({ foreign: value, missing: neighbourOf(value), question: ask })
}

/** Operators under which a row is found by a value of its own. */
const finders = new Set(['eq', 'in', 'contains', 'matches', 'gte', 'lte'])

/** Values that tell nothing of whose they are, by the parameter or the operator that takes them. */
const plainValues: Readonly<Record<string, readonly string[]>> = {
  limit: ['1', '500'],
  exists: ['true', 'false'],
  empty: ['true', 'false'],
  withinDays: ['10000', '-10000'],
  createdAt: ['2020-01-01'],
  updatedAt: ['2020-01-01'],
  version: ['1'],
}

/** The values of a parameter that are the same for everybody; none where they tell whose they are. */
function plainValuesOf(schema: EntitySchema, parameter: Parameter): readonly string[] {
  const { fieldByKey } = schema
  const { name, choices } = parameter
  const [key = '', operator = ''] = name.split('.')
  if (name === 'include') return includable(schema)
  const known = plainValues[operator] ?? plainValues[key]
  if (known) return known
  return fieldByKey.get(key)?.type === 'boolean' ? ['true', 'false'] : choices
}

function valueOf(tenant: Tenant, { name, fieldByKey }: EntitySchema, key: string): unknown {
  const [{ id, values }] = rowsOf(tenant, name)
  const field: FieldSchema | undefined = fieldByKey.get(key)
  if (key === 'id') return id
  if (field) return values[key]
  throw new Error(`the list of ${name} takes "${key}", and the proof knows no values for it`)
}

/** A cursor of the other's list opens none of the other's rows. */
async function probeCursors(path: string, { witness, foreignApi }: ProbeParts): Promise<void> {
  const first = { method: 'GET', path: `${path}?limit=2` }
  for (const { body } of [await witness.askOwn(first), await foreignApi(first)]) {
    const after = encodeURIComponent(String(valueAt(body, 'page.next')))
    await witness.ask({ method: 'GET', path: `${path}?limit=2&after=${after}` })
  }
}
