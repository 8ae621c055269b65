/** Brings records in from elsewhere: new ones are created, known ones changed, bad ones named. */
import type { HandlerContext } from '../../context/index.ts'
import { bodyOf, permission } from '../../cqrs/index.ts'
import type { EntitySchema } from '../../entity/index.ts'
import { CoreError, ValidationError, validationFailure } from '../../errors/index.ts'
import type { BaseRepository, Row, Values } from '../../repository/index.ts'
import type { RuleExpr } from '../../rule/index.ts'
import { asRecord, givenFields } from './given-fields.ts'
import type { KernelMessage } from './kernel-message.ts'

/** What became of one record, in the order in which the records were given. */
export interface ImportOutcome {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'refused'
  /** Absent when refused. */
  readonly id?: string
  /** Why it was refused. */
  readonly failures?: readonly { readonly path: string; readonly message: string }[]
}

/** The most records that one import message takes: they are one unit of work. */
export const importLimit = 20_000

/**
 * Makes the import message of an entity: `{ key, records, dryRun?, history? }`. `key` names the fields
 * by which a record is recognised. A new record may bring its id; a known one keeps its own.
 *
 * With `history`, fields may be given that a machine drives. That goes around the machine's rules, so
 * it asks for a permission outside the module's own, `history.sales.order`: no `sales.*` grants it.
 */
export function importMessage(schema: EntitySchema): KernelMessage {
  const type = `${schema.namespace}.${schema.singular}.import`
  const history = permission(`history.${schema.namespace}.${schema.singular}`)
  return {
    kind: 'command',
    type,
    validator: null,
    allow: (body) => (isHistory(asRecord(body) ?? {}) ? history : permission(type)),
    handle: (request, ctx) => importRecords(schema, ctx, asRecord(bodyOf(request)) ?? {}),
  }
}

async function importRecords(
  schema: EntitySchema,
  ctx: HandlerContext,
  body: Values,
): Promise<readonly ImportOutcome[]> {
  const records = recordList(schema, body['records'])
  const key = keyFields(schema, body['key'])
  const repository = ctx.repository(schema.name)
  const known = await recognise(repository, key, records)
  const intake = { schema, repository, key, known, driven: isHistory(body) }
  const work = () => takeAll(intake, records)
  return body['dryRun'] === true ? repository.rehearse(work) : work()
}

function isHistory(body: Values): boolean {
  return body['history'] === true
}

interface Intake {
  readonly schema: EntitySchema
  readonly repository: BaseRepository
  readonly key: readonly string[]
  /** The stored records by the text of their key, and those that this import has brought. */
  readonly known: Map<string, Row>
  /** Whether fields may be set that a machine drives. */
  readonly driven: boolean
}

async function takeAll(
  intake: Intake,
  records: readonly Values[],
): Promise<readonly ImportOutcome[]> {
  const outcomes: ImportOutcome[] = []
  for (const record of records) outcomes.push(await take(intake, record))
  return outcomes
}

async function take(intake: Intake, record: Values): Promise<ImportOutcome> {
  const { schema, repository, key, known, driven } = intake
  const before = known.get(keyText(key, record))
  try {
    const { id, ...fields } = record
    const values = givenFields(schema, fields)
    const origin = before ?? (id === undefined ? {} : { id })
    const saved = await repository.saveAs({ ...origin, ...values }, { driven })
    known.set(keyText(key, record), saved)
    return { outcome: outcomeOf(before, saved), id: saved.id }
  } catch (error) {
    return { outcome: 'refused', failures: failuresOf(error) }
  }
}

/** @throws the error itself when it is no fault of the record */
function failuresOf(error: unknown): NonNullable<ImportOutcome['failures']> {
  if (error instanceof ValidationError) {
    return error.failures.map(({ path, message }) => ({ path, message }))
  }
  if (error instanceof CoreError && error.code === 'id.invalid') {
    return [{ path: 'id', message: error.message }]
  }
  throw error
}

function outcomeOf(before: Row | undefined, saved: Row): ImportOutcome['outcome'] {
  if (!before) return 'created'
  return before.version === saved.version ? 'unchanged' : 'updated'
}

async function recognise(
  repository: BaseRepository,
  key: readonly string[],
  records: readonly Values[],
): Promise<Map<string, Row>> {
  const known = new Map<string, Row>()
  for (let start = 0; start < records.length; start += lookupSize) {
    const wanted = keysFilter(key, records.slice(start, start + lookupSize))
    for (const row of await repository.findAll(wanted)) known.set(keyText(key, row), row)
  }
  return known
}

/** How many records are looked up at a time: rules are bounded in size. */
const lookupSize = 100

// With one key field a list of values is enough; with several, each record is a condition of its own.
function keysFilter(key: readonly string[], records: readonly Values[]): RuleExpr {
  const [only, ...others] = key
  if (only !== undefined && others.length === 0) {
    return { field: only, op: 'in', value: records.map((record) => scalar(record[only])) }
  }
  return {
    or: records.map((record) => ({
      and: key.map((name) => ({ field: name, op: 'eq' as const, value: scalar(record[name]) })),
    })),
  }
}

// What is no scalar is no key: it finds nothing, and the save says what is wrong with it.
function scalar(value: unknown): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

function keyText(key: readonly string[], record: Values): string {
  return JSON.stringify(key.map((name) => record[name] ?? null))
}

function keyFields(schema: EntitySchema, key: unknown): readonly string[] {
  const fields: readonly unknown[] = Array.isArray(key) ? key : [key]
  const names = fields.filter((name): name is string => typeof name === 'string')
  const unknown = names.filter((name) => !schema.fieldByKey.has(name))
  if (names.length === fields.length && names.length > 0 && unknown.length === 0) return names

  const known = [...schema.fieldByKey.keys()].join(', ')
  throw refusedInput(schema, 'key', `key must name fields of ${schema.name}: ${known}`)
}

function recordList(schema: EntitySchema, records: unknown): readonly Values[] {
  const list: readonly unknown[] = Array.isArray(records) ? records : []
  const values = list.map(asRecord).filter((record) => record !== null)
  if (values.length === list.length && list.length > 0 && list.length <= importLimit) return values

  throw refusedInput(schema, 'records', `records must be 1 to ${importLimit} objects`)
}

function refusedInput(schema: EntitySchema, path: string, sentence: string): ValidationError {
  const failure = validationFailure(path, 'type', {}, () => sentence)
  return new ValidationError(`The import of ${schema.plural}`, [failure])
}
