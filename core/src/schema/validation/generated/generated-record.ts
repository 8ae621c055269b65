/** Writes the code that checks a record field by field, and the records in its lists. */
import { literal } from '../../../primitives/index.ts'
import type { FieldSchema } from '../../field.ts'
import { tellingParams } from '../findings.ts'
import { generatedReports, type Source } from './generated-reports.ts'
import { type Bind, generatedTests } from './generated-tests.ts'
import { fieldCheck } from '../record-check.ts'
import { defaultMaxItems } from '../values/value-checks.ts'

/** What is written so far: functions, and the values that they use by name. */
export interface Page {
  readonly bound: Readonly<Record<string, unknown>>
  readonly functions: string[]
  readonly bind: Bind
}

/** What the record is. */
export interface RecordKind {
  /** Whether it is an item of a list; else it is the whole. */
  readonly isItem: boolean
  /** Whether nothing of what it holds may be told. */
  readonly sensitive: boolean
}

/**
 * Writes the function `(value, context, found, list, index) => found` that checks a record, and tells its
 * name. `found` is null as long as nothing is; `list` is its path with a dot behind it.
 */
export function recordSource(page: Page, fields: readonly FieldSchema[], kind: RecordKind): string {
  const own = fields.map((field) => (kind.sensitive ? { ...field, sensitive: true } : field))
  const parts = own.map((field) => fieldSource({ page, kind, field }))
  const type = `add(found, ${pathTo(kind, '')}, 'type', { expected: 'record', given: kindOf(value) })`
  // The optimizer knows an object's prototype once a property has been read; before that, asking is a call.
  // A list is told from it without being read: what it does then is nobody's business.
  const firstRead = `value[${literal(fields[0]?.key ?? '')}]`
  // Where the number of keys is not the number of values, an unknown key may be among them.
  return declare(
    page,
    'value, context, found, list, index',
    `if (typeof value !== 'object' || value === null || (${firstRead}, !isRecord(value))) { found ??= []; ${type}; return found }
  let absent = 0
  ${parts.join('\n  ')}
  let keys = 0
  for (const key in value) keys++
  if (keys !== ${parts.length} - absent) { found ??= []; ${othersSource(page, fields, kind)} }
  return found`,
  )
}

interface Writing {
  readonly page: Page
  readonly kind: RecordKind
  readonly field: FieldSchema
}

function declare({ functions }: Page, parameters: string, body: string): string {
  const name = `part${functions.length}`
  functions.push(`const ${name} = (${parameters}) => {\n  ${body}\n}`)
  return name
}

/** Writes the path to a key of the record; to the record itself when the key is empty. */
function pathTo({ isItem }: RecordKind, key: string): string {
  if (!isItem) return literal(key)
  return key === '' ? 'list + index' : `list + index + ${literal(`.${key}`)}`
}

function fieldSource(writing: Writing): string {
  const { key, required, default: usual, items } = writing.field
  const read = `const v = value[${literal(key)}]`
  const decide = items ? listSource(writing, items) : valueSource(writing)
  if (!required) {
    return `{ ${read}; if (v === undefined) absent++; else if (v !== null) { ${decide} } }`
  }
  if (usual !== undefined) return `{ ${read}; if (v === undefined) absent++; else { ${decide} } }`
  return `{ ${read}; if (v === undefined) absent++; ${decide} }`
}

function valueSource(writing: Writing): string {
  const { page, field } = writing
  const own = ownSource(writing)
  const refuse = `if (!(${generatedTests[field.type](field, page.bind)})) ${reportCall(writing)}`
  return own === '' ? refuse : `${refuse}\n  else { ${own} }`
}

// What comes after a list that is full of failures would not be told any more.
function listSource(writing: Writing, items: readonly FieldSchema[]): string {
  const { page, kind, field } = writing
  const { key, sensitive = false, maxLength = defaultMaxItems } = field
  const item = recordSource(page, items, { isItem: true, sensitive })
  const own = ownSource(writing)
  const walk = `if (!(${generatedTests.list(field, page.bind)})) ${reportCall(writing)}
  if (Array.isArray(v) && v.length <= ${literal(maxLength)}) {
    const below = ${pathTo(kind, `${key}.`)}
    for (let i = 0; i < v.length && (found === null || found.length < most); i++) {
      found = ${item}(v[i], context, found, below, i)
    }
  }`
  if (own === '') return walk
  return `const before = found === null ? 0 : found.length
  ${walk}
  if (before < most && (found === null ? 0 : found.length) === before) { ${own} }`
}

function ownSource({ page, kind, field }: Writing): string {
  const { key, validators = [], sensitive = false } = field
  const place = `{ path: ${pathTo(kind, key)}, sensitive: ${sensitive} }`
  return validators
    .map((validate) => {
      const asked = `${page.bind(validate)}(v, context)`
      return `{ const failure = ${asked}; if (failure) addOwn(found ??= [], ${place}, failure) }`
    })
    .join(' ')
}

/** Writes the statement that refuses the keys that no field has. */
function othersSource(page: Page, fields: readonly FieldSchema[], kind: RecordKind): string {
  const known = fields.map(({ key }) => key)
  const cases = known.map((key) => `case ${literal(key)}: continue`).join('; ')
  const params = paramsSource({ unknown: 'unknown', known: page.bind(known) }, kind.sensitive)
  const whole = pathTo(kind, '')
  return `for (const key in value) {
    switch (key) { ${cases} }
    if (found.length >= most) break
    const unknown = excerpt(key)
    add(found, ${kind.sensitive ? whole : `joined(${whole}, unknown)`}, 'unknown-field', ${params})
  }`
}

/** Declares the function that says what is wrong with a value, and writes its call. */
function reportCall({ page, kind, field }: Writing): string {
  const { key, required, sensitive = false } = field
  const say = (code: string, params: Source = {}, below = '') =>
    `add(found, ${pathTo(kind, `${key}${below}`)}, ${literal(code)}, ${paramsSource(params, sensitive)})`
  const closure = () => {
    const check = page.bind(fieldCheck({ ...field, validators: [] }))
    return `${check}(v, new Findings(context, found, ${pathTo(kind, '')}))`
  }
  const report = generatedReports[field.type](field, { bind: page.bind, say, closure })
  const body = required
    ? `if (v === undefined || v === null) { ${say('required')} } else { ${report} }`
    : report
  const name = declare(page, 'v, context, found, list, index', body)
  return `${name}(v, context, found ??= [], list, index)`
}

function paramsSource(params: Source, sensitive: boolean): string {
  const told = Object.entries(params).filter(([name]) => !sensitive || !tellingParams.has(name))
  return `{ ${told.map(([name, source]) => `${name}: ${source}`).join(', ')} }`
}
