/** Checks fields before anything is made of them: what tenants and files bring is data, not types. */
import { excerpt, meantOrKnown } from '../primitives/index.ts'
import type { FieldSchema } from './field.ts'
import { fieldOptions, fieldTypes, neededOptions } from './field-options.ts'
import { literalFailures } from './validation/literal-failures.ts'
import { jsonProblem } from './validation/values/json-value.ts'
import { isReadable } from './validation/readable.ts'
import { isArray, isRecord, kindOf } from './validation/values/plain.ts'

/** What the fields describe: stored records, or messages (inputs of commands, payloads of events). */
export type FieldHome = 'record' | 'message'

/** A key that every stored record has by itself. */
export type BaseKey =
  | 'id'
  | 'organizationId'
  | 'createdAt'
  | 'updatedAt'
  | 'deletedAt'
  | 'version'
  | 'meta'

/** The keys that every stored record has by itself. */
export const baseKeys: readonly string[] = [
  'id',
  'organizationId',
  'createdAt',
  'updatedAt',
  'deletedAt',
  'version',
  'meta',
]

/**
 * Checks fields, and tells each problem in a sentence; an empty list when there is none.
 *
 * Fields of a `record` (the default) may not take a base key, nor hold a list of records.
 */
export function checkFields(
  fields: readonly FieldSchema[],
  home: FieldHome = 'record',
): readonly string[] {
  try {
    return problemsOf(fields, home)
  } catch (error) {
    // A getter or a proxy is refused; anything else that throws is a broken program.
    if (isReadable(fields)) throw error
    return ['the fields cannot be read: one of their parts throws an error']
  }
}

function problemsOf(fields: unknown, home: FieldHome): readonly string[] {
  if (!isArray(fields)) return [`the fields must be a list, not ${kindOf(fields)}`]

  const problems: string[] = []
  checkAll(fields, { home, prefix: '', depth: 0, problems, count: { fields: 0 } })
  return problems
}

const isForMessages =
  'is a list of records, which only messages hold; make an entity of them, or use json'
const mostFields = 500
const mostNestedFields = 2_000
const deepestList = 4

interface Checking {
  readonly home: FieldHome
  /** The path of the list whose items are checked: `lines.`; empty at the top. */
  readonly prefix: string
  readonly depth: number
  readonly problems: string[]
  /** How many fields were met so far, those of lists included. */
  readonly count: { fields: number }
}

type Data = Readonly<Record<string, unknown>>

function checkAll(fields: readonly unknown[], checking: Checking): void {
  const { problems, prefix, depth, count } = checking
  const owner = prefix === '' ? 'there are' : `"${prefix.slice(0, -1)}" has`
  if (fields.length > mostFields) {
    problems.push(`${owner} ${fields.length} fields; at most ${mostFields} are allowed`)
    return
  }
  count.fields += fields.length
  if (count.fields > mostNestedFields) {
    problems.push(
      `${owner} too many fields with those before; at most ${mostNestedFields} are allowed`,
    )
    return
  }
  if (depth > deepestList) {
    problems.push(`${owner} lists within lists; at most ${deepestList} levels are allowed`)
    return
  }

  const seen = new Set<string>()
  for (const field of fields) checkField(field, seen, checking)
}

function checkField(field: unknown, seen: Set<string>, checking: Checking): void {
  const { problems, prefix } = checking
  const key = isRecord(field) ? field['key'] : undefined
  if (!isRecord(field) || typeof key !== 'string') {
    problems.push(`a field must be an object with a key and a type, not ${show(field)}`)
    return
  }

  const name = `field "${prefix}${excerpt(key)}"`
  const found = [...problemsOfKey(key, checking.home), ...problemsOfField(field)]
  if (checking.home === 'record' && field['type'] === 'list') found.push(isForMessages)
  if (field['computed'] !== undefined) found.push(...problemsOfComputed(field, checking.home))
  if (seen.has(key)) found.push('is declared twice')
  seen.add(key)
  problems.push(...found.map((problem) => `${name} ${problem}`))
  if (Array.isArray(field['items'])) {
    const depth = checking.depth + 1
    checkAll(field['items'], { ...checking, prefix: `${prefix}${excerpt(key)}.`, depth })
  }
}

/** What makes no sense of a value that is not stored. */
const forStored = ['default', 'unique', 'indexed', 'was', 'validators']

function problemsOfComputed(field: Data, home: FieldHome): string[] {
  if (home === 'message') return ['is computed, which only the fields of an entity are']

  const stray = forStored.filter((option) => field[option] !== undefined)
  return stray.map((option) => `is computed and takes no "${option}"`)
}

function problemsOfKey(key: string, home: FieldHome): string[] {
  if (!/^[a-z][A-Za-z0-9]{0,62}$/.test(key)) {
    return ['must have a key of up to 63 letters and digits that begins with a small letter']
  }
  if (key in Object.prototype) return ['has a key that every object has; choose another']
  if (home === 'record' && baseKeys.includes(key)) {
    return [`has a key that every record has by itself (${baseKeys.join(', ')}); choose another`]
  }
  return []
}

function problemsOfField(field: Data): string[] {
  const type = fieldTypes.find((known) => known === field['type'])
  if (type === undefined) return [unknownType(field['type'])]

  const problems = Object.keys(field).flatMap((option) => problemsOfOption(option, type, field))
  const needed = neededOptions.get(type)
  if (needed !== undefined && field[needed] === undefined) {
    problems.push(`is a field of type ${type} and needs "${needed}"`)
  }
  if (problems.length > 0) return problems
  return [...problemsOfValidators(field), ...problemsOfRanges(field), ...problemsOfDefault(field)]
}

function unknownType(type: unknown): string {
  const name = typeof type === 'string' ? type : ''
  return `has no known type: ${show(type)}. ${meantOrKnown(name, fieldTypes)}`
}

function problemsOfOption(name: string, type: FieldSchema['type'], field: Data): string[] {
  const value = field[name]
  if (name === 'key' || name === 'type' || value === undefined) return []

  const option = fieldOptions.get(name)
  if (!option) {
    const hint = meantOrKnown(name, fieldOptions.keys())
    return [`has the option "${excerpt(name)}", which no field knows. ${hint}`]
  }
  if (option.types && !option.types.includes(type)) {
    return [`is of type ${type} and takes no "${name}"; that is for: ${option.types.join(', ')}`]
  }
  return option.isValid(value) ? [] : [`must have as "${name}" ${option.must}, not ${show(value)}`]
}

function problemsOfValidators(field: Data): string[] {
  if (!isChecked(field)) return []

  const { type, validators = [] }: FieldSchema = field
  return validators.flatMap(({ asks, of }) => {
    if (!of || of.includes(type)) return []
    return [
      `is of type ${type}, of which "${asks?.code ?? 'this'}" cannot be asked; that is for: ${of.join(', ')}`,
    ]
  })
}

function problemsOfRanges(field: Data): string[] {
  const pairs = [
    ['min', 'max'],
    ['minLength', 'maxLength'],
  ] as const
  return pairs.flatMap(([low, high]) => {
    const [least, most] = [field[low], field[high]]
    const isEmpty = typeof least === 'number' && typeof most === 'number' && least > most
    return isEmpty ? [`allows nothing: "${low}" ${least} is more than "${high}" ${most}`] : []
  })
}

function problemsOfDefault(field: Data): string[] {
  const value = field['default']
  if (value === undefined || typeof value === 'function' || !isChecked(field)) return []

  const failures = literalFailures([field], { [field.key]: value })
  return failures.map((message) => `has a default that it refuses: ${message}`)
}

/** The one place where data is taken for a field: after each of its options was found in order. */
function isChecked(field: Data): field is Data & FieldSchema {
  return typeof field['key'] === 'string' && fieldTypes.some((type) => type === field['type'])
}

function show(value: unknown): string {
  return typeof value === 'string'
    ? `"${excerpt(value)}"`
    : excerpt(jsonProblem(value) === null ? JSON.stringify(value) : kindOf(value))
}
