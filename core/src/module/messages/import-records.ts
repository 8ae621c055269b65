/** Brings records in from elsewhere: new ones are created, known ones changed, bad ones named. */
import type { HandlerContext } from '../../context/index.ts'
import { bodyOf, permission, type PermissionResolver } from '../../cqrs/index.ts'
import type { EntitySchema } from '../../entity/index.ts'
import { CoreError, ValidationError, validationFailure } from '../../errors/index.ts'
import type { BaseRepository, Row, Values } from '../../repository/index.ts'
import type { RuleExpr } from '../../rule/index.ts'
import { copyOfRecord, givenFields, readGiven, tooManyKeys } from './given-fields.ts'
import { hiddenFromImport } from './import-insight.ts'
import { messageType, permissionApart } from './message-type.ts'
import type { KernelMessage } from './kernel-message.ts'

/**
 * What became of one record, in the order in which the records were given. A known one that gives a value
 * which its sender may not read counts as `updated`, whether the value was the same or not.
 */
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
 * it asks for a permission outside the module's own, `history.sales.order`: no `sales.*` grants it. Its
 * sender must hold `read` as well, and `reveal` for a key that names a sensitive field.
 */
export function importMessage(
  schema: EntitySchema,
  permissions: PermissionResolver,
): KernelMessage {
  const type = messageType(schema, 'import')
  const history = permission(permissionApart(schema, 'history'))
  return {
    kind: 'command',
    type,
    validator: null,
    allow: (body) => (readOrder(schema, body).isHistory ? history : permission(type)),
    handle: async (request, ctx) => {
      const order = checkedOrder(schema, readOrder(schema, bodyOf(request)))
      const inquiry = { schema, actor: ctx.actor, permissions }
      const hidden = await hiddenFromImport(inquiry, order.key)
      return importRecords(schema, ctx, { ...order, hidden })
    },
  }
}

/** What an import asks for, as it was given. */
interface Order {
  readonly key: readonly unknown[]
  readonly records: readonly unknown[]
  readonly isRehearsal: boolean
  readonly isHistory: boolean
}

/** @throws ValidationError when it cannot be read */
function readOrder(schema: EntitySchema, body: unknown): Order {
  return readGiven(subjectOf(schema), () => {
    const { key, records, dryRun, history } = copyOfRecord(body, 100) ?? {}
    return {
      key: Array.isArray(key) ? itemsOf(key, schema.fieldByKey.size + 1) : [key],
      records: Array.isArray(records) ? records : [],
      isRehearsal: dryRun === true,
      isHistory: history === true,
    }
  })
}

// Read by number: nothing that the list itself brings along is called.
function itemsOf(list: readonly unknown[], most: number): readonly unknown[] {
  return Array.from({ length: Math.min(list.length, most) }, (_, at) => list[at])
}

interface CheckedOrder extends Order {
  readonly key: readonly string[]
  readonly records: readonly Values[]
}

function checkedOrder(schema: EntitySchema, order: Order): CheckedOrder {
  return {
    ...order,
    records: recordList(schema, order.records),
    key: keyFields(schema, order.key),
  }
}

async function importRecords(
  schema: EntitySchema,
  ctx: HandlerContext,
  order: CheckedOrder & Pick<Intake, 'hidden'>,
): Promise<readonly ImportOutcome[]> {
  const { key, records, hidden, isHistory: driven } = order
  const repository = ctx.repository(schema.name)
  const known = await recognise(repository, key, records)
  const intake = { schema, repository, key, known, driven, hidden }
  const work = () => takeAll(intake, records)
  return order.isRehearsal ? repository.rehearse(work) : work()
}

interface Intake {
  readonly schema: EntitySchema
  readonly repository: BaseRepository
  readonly key: readonly string[]
  /** The stored records by the text of their key, and those that this import has brought. */
  readonly known: Map<string, Row>
  /** Whether fields may be set that a machine drives. */
  readonly driven: boolean
  /** The fields whose stored values must not be told from given ones. */
  readonly hidden: ReadonlySet<string>
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
  const { schema, repository, key, known, driven, hidden } = intake
  const before = known.get(keyText(key, record))
  const blind = Object.keys(record).filter((name) => hidden.has(name))
  try {
    const { id, ...fields } = record
    const values = givenFields(schema, fields)
    if (before && !driven) refuseDriven(schema, blind)
    const origin = before ?? (id === undefined ? {} : { id })
    const saved = await repository.saveAs({ ...origin, ...values }, { driven })
    known.set(keyText(key, record), saved)
    const outcome = outcomeOf(before, saved)
    const isTold = outcome !== 'unchanged' || blind.length === 0
    return { outcome: isTold ? outcome : 'updated', id: saved.id }
  } catch (error) {
    return { outcome: 'refused', failures: failuresOf(error) }
  }
}

// What a machine drives may be given as it is: that it is accepted would tell what it is.
function refuseDriven(schema: EntitySchema, blind: readonly string[]): void {
  const failures = blind
    .filter((name) => schema.driven.has(name))
    .map((name) => validationFailure(name, 'driven', {}, isDriven))
  if (failures.length > 0) throw new ValidationError(schema.name, failures)
}

function isDriven(path: string): string {
  return `${path} is driven by a state machine; fire a transition instead`
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
  const parts = key.map((name) => record[name])
  return JSON.stringify(parts.map((part) => (typeof part === 'boolean' ? part : scalar(part))))
}

function keyFields(schema: EntitySchema, fields: readonly unknown[]): readonly string[] {
  const names = fields.filter((name): name is string => typeof name === 'string')
  const unknown = names.filter((name) => !schema.fieldByKey.has(name))
  const isShort = fields.length <= schema.fieldByKey.size
  if (isShort && names.length === fields.length && names.length > 0 && unknown.length === 0) {
    return names
  }

  const known = [...schema.fieldByKey.keys()].join(', ')
  throw refusedInput(schema, 'key', `key must name fields of ${schema.name}: ${known}`)
}

function recordList(schema: EntitySchema, list: readonly unknown[]): readonly Values[] {
  if (list.length > 0 && list.length <= importLimit) {
    const most = tooManyKeys(schema)
    const values = readGiven(subjectOf(schema), () =>
      itemsOf(list, importLimit).map((record) => copyOfRecord(record, most)),
    )
    const records = values.filter((record) => record !== null)
    if (records.length === list.length) return records
  }
  throw refusedInput(schema, 'records', `records must be 1 to ${importLimit} objects`)
}

function subjectOf({ plural }: EntitySchema): string {
  return `The import of ${plural}`
}

function refusedInput(schema: EntitySchema, path: string, sentence: string): ValidationError {
  const failure = validationFailure(path, 'type', {}, () => sentence)
  return new ValidationError(subjectOf(schema), [failure])
}
