/** Asks the store about values that are to be saved: whether what a ref names exists, whether a value is taken. */
import type { EntitySchema } from '../../entity/index.ts'
import { type ValidationFailure, validationFailure } from '../../errors/index.ts'
import { type FieldSchema, type StoredQuestion, storedQuestionsOf } from '../../schema/index.ts'
import type { Row } from '../flush/changes.ts'
import type { RecordReader } from '../reading/record-reader.ts'
import { sameValue } from '../record/same-value.ts'

/** A record that is to be saved, and what it changes. */
export interface Candidate {
  readonly given: Readonly<Record<string, unknown>>
  /** Null for a new record. */
  readonly before: Row | null
}

/** Who can be asked. */
export interface Informants {
  readonly schema: EntitySchema
  readonly own: RecordReader
  /** Reads the records of another entity in the same unit. */
  readonly neighbour: (schema: EntitySchema) => RecordReader
}

/** Tells whether any field of the entity asks the store. */
export function asksStore(schema: EntitySchema): boolean {
  return questionsOf(schema).length > 0
}

/**
 * Asks about all candidates together, once a field; of a change only the values that it alters. Returns
 * the failures of each candidate, in order. The unit relies on the records that its refs name.
 */
export async function storedFailures(
  informants: Informants,
  candidates: readonly Candidate[],
): Promise<readonly (readonly ValidationFailure[])[]> {
  const asked = questionsOf(informants.schema).map(({ field, question }) =>
    askers[question](informants, field, candidates),
  )
  const answers = await Promise.all(asked)
  return candidates.map((_, at) => answers.flatMap((failures) => failures[at] ?? []))
}

interface FieldQuestion {
  readonly field: FieldSchema
  readonly question: StoredQuestion
}

const questionsBySchema = new WeakMap<EntitySchema, readonly FieldQuestion[]>()

function questionsOf(schema: EntitySchema): readonly FieldQuestion[] {
  const known = questionsBySchema.get(schema)
  if (known) return known

  const questions = schema.storedFields.flatMap((field) =>
    storedQuestionsOf(field).map((question) => ({ field, question })),
  )
  questionsBySchema.set(schema, questions)
  return questions
}

type Failures = readonly (readonly ValidationFailure[])[]
type Ask = (
  informants: Informants,
  field: FieldSchema,
  candidates: readonly Candidate[],
) => Promise<Failures>

const askers: Readonly<Record<StoredQuestion, Ask>> = { 'ref-exists': askRefs, unique: askUnique }

async function askRefs(
  { schema, neighbour }: Informants,
  field: FieldSchema,
  candidates: readonly Candidate[],
): Promise<Failures> {
  const target = schema.targetOf(field)
  const named = candidates.map((candidate) => textsIn(alteredValue(candidate, field)))
  const wanted = [...new Set(named.flat())]
  if (!target || wanted.length === 0) return []

  const { refField = 'id' } = field
  const found = await neighbour(target).behind(refField, wanted, 'relied')
  const there = new Set(found.map((row) => row[refField]))
  return named.map((values) =>
    values.flatMap((value, at) => (there.has(value) ? [] : [missing(field, value, at)])),
  )
}

async function askUnique(
  { own }: Informants,
  field: FieldSchema,
  candidates: readonly Candidate[],
): Promise<Failures> {
  const values = candidates.map((candidate) => scalarIn(alteredValue(candidate, field)))
  const wanted = new Set(values.filter((value) => value !== null))
  if (wanted.size === 0) return []

  const leaving = new Set(candidates.flatMap(({ before }, at) => leaver(before, values[at])))
  const holders = await own.holders(field.key, [...wanted])
  const taken = new Set(holders.filter(({ id }) => !leaving.has(id)).map((row) => row[field.key]))
  return values.map((value) => {
    if (value === null) return []
    const isTaken = taken.has(value)
    taken.add(value)
    return isTaken ? [notUnique(field, value)] : []
  })
}

// A record that gives its value up stands in nobody's way, itself included.
function leaver(before: Row | null, altered: unknown): readonly string[] {
  return before && altered !== null ? [before.id] : []
}

/** The value that a candidate brings; undefined when it holds it already. */
function alteredValue({ given, before }: Candidate, { key }: FieldSchema): unknown {
  const value = given[key]
  return before && sameValue(value, before[key]) ? undefined : value
}

function textsIn(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.filter((item): item is string => typeof item === 'string')
}

function scalarIn(value: unknown): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

function missing(field: FieldSchema, value: string, at: number): ValidationFailure {
  const { key, type, refEntity: entity, refField = 'id', sensitive } = field
  const shown = sensitive ? {} : { value }
  const path = type === 'ref[]' ? `${key}.${at}` : key
  return validationFailure(path, 'ref-exists', { entity, key: refField, ...shown }, (where) => {
    const named = sensitive ? '' : ` ${JSON.stringify(value.slice(0, 64))}`
    return `${where}${named} does not exist: there is no such ${entity}`
  })
}

function notUnique({ key, sensitive }: FieldSchema, value: string | number): ValidationFailure {
  const shown = sensitive ? {} : { value }
  return validationFailure(key, 'unique', shown, (path) => {
    const held = sensitive ? 'this value' : JSON.stringify(value)
    return `${path} must be unique, and another record has ${held} already`
  })
}
