/** Probes what is done with one record: read, change, delete, tell its history, send it an event. */
import type { EntitySchema } from '@plinth/core'
import type { Answer, Question } from '../api/api.ts'
import { includable } from './includable.ts'
import { neighbourOf, valuesOfFields } from './marked-values.ts'
import type { Operation, Parameter } from './operations.ts'
import type { ProbeParts } from './probe-parts.ts'
import { referencesIn } from './references.ts'
import { rowsOf, type Values } from './tenant.ts'

type RecordOperation = Extract<Operation, { readonly kind: 'record' }>

/** Probes it: first on a record of the other's and on none, then on the caller's own. */
export async function probeRecord(operation: RecordOperation, parts: ProbeParts): Promise<void> {
  for (const { name } of operation.parameters.filter(isUnknown)) {
    parts.wrong(`${operation.path} takes "${name}", and the proof knows no values for it`)
  }
  await probeForeign(operation, parts)
  if (operation.path.includes('/transitions/')) return fireOwn(operation, parts)
  if (operation.method === 'PATCH') return changeOwn(operation, parts)
  if (operation.method === 'DELETE') return deleteOwn(operation, parts)

  const [{ id }] = rowsOf(parts.own, operation.schema.name)
  for (const question of variants(operation, id, parts)) await parts.witness.askOwn(question)
}

async function probeForeign(operation: RecordOperation, parts: ProbeParts): Promise<void> {
  const { witness, foreign } = parts
  const [{ id: foreignId }] = rowsOf(foreign, operation.schema.name)
  const count = variants(operation, foreignId, parts).length
  for (let index = 0; index < count; index++) {
    await witness.askTwins({
      foreign: foreignId,
      missing: neighbourOf(foreignId),
      question: (id) => {
        const question = variants(operation, String(id), parts)[index]
        return question ?? { method: operation.method, path: operation.path }
      },
    })
  }
}

/** Values for the parameters that every record takes. */
const parameterValues: Readonly<Record<string, readonly string[]>> = {
  'If-Match': ['"1"', '"99"', '*'],
  'If-None-Match': ['"99"'],
  'Idempotency-Key': ['asked by the proof'],
  erase: ['true', 'false'],
  after: ['0'],
  limit: ['1', '500'],
}

function isUnknown({ name, in: place }: Parameter): boolean {
  return place !== 'path' && name !== 'include' && !Object.hasOwn(parameterValues, name)
}

function valuesFor({ name }: Parameter, schema: EntitySchema): readonly string[] {
  return name === 'include' ? includable(schema) : (parameterValues[name] ?? [])
}

/** The question as it is, and once more for each value of each of its parameters. */
function variants(
  { method, path, parameters, schema }: RecordOperation,
  id: string,
  parts: ProbeParts,
): readonly Question[] {
  const plain: Question = {
    method,
    path: path.replace('{id}', id),
    ...(method === 'PATCH' ? { body: changeOf(schema, parts) } : {}),
  }
  const more = parameters.flatMap((parameter) =>
    valuesFor(parameter, schema).map((value): Question => {
      if (parameter.in === 'header') return { ...plain, headers: { [parameter.name]: value } }
      return { ...plain, path: `${plain.path}?${parameter.name}=${value}` }
    }),
  )
  return [plain, ...more]
}

const changeable = new Set(['string', 'number', 'money', 'date'])

/** A change of the first field that can be changed at will. */
function changeOf({ fields, driven }: EntitySchema, { own, nextPlace }: ProbeParts): Values {
  const field = fields.find(({ key, type }) => !driven.has(key) && changeable.has(type))
  if (!field) throw new Error('there is an entity without a field that can be changed at will')
  return valuesOfFields([field], own, nextPlace())
}

async function changeOwn(operation: RecordOperation, parts: ProbeParts): Promise<void> {
  const { witness, foreign } = parts
  const { method, schema } = operation
  const path = operation.path.replace('{id}', madeId(schema, parts))
  await witness.askOwn({ method, path, body: changeOf(schema, parts) })
  for (const {
    path: [key],
    entity,
  } of referencesIn(schema.fields)) {
    const [{ id }] = rowsOf(foreign, entity)
    await witness.askTwins({
      foreign: id,
      missing: neighbourOf(id),
      question: (value) => ({ method, path, body: { [key]: value } }),
    })
  }
}

async function deleteOwn({ method, path, schema }: RecordOperation, parts: ProbeParts) {
  const id = madeId(schema, parts)
  const answer = await parts.witness.ask({ method, path: path.replace('{id}', id) })
  if (answer.status !== 204)
    parts.wrong(`the caller's own ${id} is not deleted: ${summaryOf(answer)}`)
}

/** Sends the event to one of the caller's records after the other, until one takes it. */
async function fireOwn({ method, path, schema }: RecordOperation, parts: ProbeParts) {
  const { witness, own, wrong } = parts
  const answers: string[] = []
  for (const { id } of rowsOf(own, schema.name)) {
    const answer = await witness.ask({ method, path: path.replace('{id}', id) })
    if (answer.status === 200 && answer.text.includes(own.marker)) return
    answers.push(summaryOf(answer))
  }
  wrong(`${path}: none of the caller's own records takes it: ${answers.join('; ')}`)
}

function madeId({ name }: EntitySchema, { made }: ProbeParts): string {
  const id = made.get(name)
  if (id !== undefined) return id
  throw new Error(`no ${name} was made that could be changed`)
}

function summaryOf({ status, text }: Answer): string {
  return `${status} ${text.slice(0, 120)}`
}
