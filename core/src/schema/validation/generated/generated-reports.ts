/** Writes, for each type of field, the statements that say what is wrong with the value `v`. */
import { literal } from '../../../primitives/index.ts'
import type { FieldSchema, FieldType } from '../../field.ts'
import type { Bind } from './generated-tests.ts'
import type { CheckCode } from '../sentences.ts'
import { defaultMaxItems, defaultMaxLength } from '../values/value-checks.ts'

/** What a report is written with. */
export interface Report {
  readonly bind: Bind
  /** Writes the statement that adds a failure; its params are source, by name. */
  readonly say: (code: CheckCode, params?: Source, below?: string) => string
  /** Writes the statement that leaves it to the field's closure to say what is wrong. */
  readonly closure: () => string
}

/** Name → expression. */
export type Source = Readonly<Record<string, string>>

/** Writes the statements of a field. They run only where the value is there and its test is false. */
export type WriteReport = (field: FieldSchema, report: Report) => string

/** Type → its statements. What seldom fails, or needs a walk, is left to closures. */
export const generatedReports: Readonly<Record<FieldType, WriteReport>> = {
  string: textReport,
  number: numberReport,
  boolean: (_field, report) => typeReport('boolean', report),
  date: dateReport,
  enum: enumReport,
  ref: refReport,
  'ref[]': (_field, { closure }) => closure(),
  json: (_field, { closure }) => closure(),
  money: moneyReport,
  'geo.point': (_field, { closure }) => closure(),
  'geo.polygon': (_field, { closure }) => closure(),
  'geo.linestring': (_field, { closure }) => closure(),
  list: listReport,
}

const actual = { actual: 'v' } as const
const excerpted = { actual: 'excerpt(v)' } as const

function typeReport(expected: FieldType, { say }: Report): string {
  return say('type', { expected: literal(expected), given: 'kindOf(v)' })
}

function unless(type: string, expected: FieldType, report: Report): string {
  return `if (typeof v !== '${type}') { ${typeReport(expected, report)} }`
}

function textReport({ minLength, maxLength = defaultMaxLength }: FieldSchema, report: Report) {
  const { say } = report
  const length = { actual: 'v.length' }
  const short = below('v.length', minLength, (min) => say('min-length', { min, ...length }))
  const long = say('max-length', { max: literal(maxLength), ...length })
  const characters = say('characters', { at: '"character " + (at + 1)' })
  return `${unless('string', 'string', report)} else {
    ${short}
    if (v.length > ${literal(maxLength)}) { ${long} }
    else { const at = firstUnstorable(v); if (at >= 0) { ${characters} } }
  }`
}

function numberReport({ min, max, integer }: FieldSchema, report: Report): string {
  const { say } = report
  const whole = integer ? `if (!Number.isSafeInteger(v)) { ${say('integer', actual)} }` : ''
  return `${unless('number', 'number', report)} else if (!Number.isFinite(v)) { ${say('finite')} } else {
    ${whole}
    ${below('v', min, (limit) => say('min', { min: limit, ...actual }))}
    ${above('v', max, (limit) => say('max', { max: limit, ...actual }))}
  }`
}

function dateReport({ min, max }: FieldSchema, report: Report): string {
  const { say } = report
  return `${unless('number', 'date', report)} else if (!isInstant(v)) { ${say('date', actual)} } else {
    ${below('v', min, (limit) => say('earliest', { min: limit, ...actual }))}
    ${above('v', max, (limit) => say('latest', { max: limit, ...actual }))}
  }`
}

function enumReport({ enumValues = [] }: FieldSchema, report: Report): string {
  const allowed = report.bind([...enumValues])
  return `${unless('string', 'enum', report)} else { ${report.say('enum', { allowed, ...excerpted })} }`
}

function refReport({ refEntity = '', refField = 'id' }: FieldSchema, report: Report): string {
  if (refField !== 'id') return report.closure()

  const params = { entity: literal(refEntity), ...excerpted }
  return `${unless('string', 'ref', report)} else { ${report.say('id', params)} }`
}

function moneyReport({ min, max, currency }: FieldSchema, report: Report): string {
  const { say, closure } = report
  const money = (amount: string) => `{ amount: ${amount}, currency: v.currency }`
  const is = { actual: money('v.amount') }
  const allowed = currency === undefined ? 'undefined' : literal(currency)
  const isAllowed =
    currency === undefined ? 'isCurrency(v.currency)' : `v.currency === ${literal(currency)}`
  return `if (!isRecord(v)) { ${typeReport('money', report)} } else if (!hasTwoKeys(v)) { ${closure()} } else {
    const isAmount = Number.isSafeInteger(v.amount), isAllowed = ${isAllowed}
    if (!isAmount) { ${say('integer', { actual: 'shown(v.amount)' }, '.amount')} }
    if (!isAllowed) { ${say('currency', { allowed, actual: 'shown(v.currency)' }, '.currency')} }
    if (isAmount && isAllowed) {
      ${below('v.amount', min, (limit) => say('min', { min: money(limit), ...is }))}
      ${above('v.amount', max, (limit) => say('max', { max: money(limit), ...is }))}
    }
  }`
}

function listReport(field: FieldSchema, report: Report): string {
  const { minLength, maxLength = defaultMaxItems } = field
  const { say } = report
  const length = { actual: 'v.length' }
  return `if (!Array.isArray(v)) { ${typeReport('list', report)} } else {
    ${below('v.length', minLength, (min) => say('min-items', { min, ...length }))}
    if (v.length > ${literal(maxLength)}) { ${say('max-items', { max: literal(maxLength), ...length })} }
  }`
}

type WriteLimit = (limit: string) => string

function below(name: string, min: number | undefined, write: WriteLimit): string {
  return min === undefined ? '' : `if (${name} < ${literal(min)}) { ${write(literal(min))} }`
}

function above(name: string, max: number | undefined, write: WriteLimit): string {
  return max === undefined ? '' : `if (${name} > ${literal(max)}) { ${write(literal(max))} }`
}
