/** Checks records with generated code: as fast as written by hand, for schemas from module code. */
import { literal, runGenerated } from '../../primitives/index.ts'
import type { FieldSchema, ValidationContext } from '../field.ts'
import { Findings } from './findings.ts'
import { type Bind, generatedTests } from './generated-tests.ts'
import { geoProblem } from './geo-value.ts'
import { jsonProblem } from './json-value.ts'
import { isArray, isRecord } from './plain.ts'
import { passesOwn, type RecordCheck, recordCheck } from './record-check.ts'
import { isStorable } from './text.ts'
import { isId, isMoney } from './value-checks.ts'

/** Checks a record; null when nothing is found. Findings may turn out to be empty too. */
export type GeneratedCheck = (value: unknown, context: ValidationContext) => Findings | null

/**
 * Generates the check of a record, or null where the host forbids code generation.
 *
 * The code only decides, field by field, whether all is in order; where it is not, the closure of the
 * field says what is wrong. So both ways of checking cannot differ in what they report.
 */
export function generatedCheck(
  fields: readonly FieldSchema[],
  closures: RecordCheck,
): GeneratedCheck | null {
  const { bound, bind } = bindings(closures)
  const parts = fields.map((field, index) => {
    const failure = `${bind(closures.fields[index])}(v, found ??= begin(context))`
    return isPlainList(field)
      ? fieldSource(field, generatedTests.list(field, bind), {
          failure,
          success: `found = ${bind(itemsCheck(field))}(v, context, found)`,
        })
      : fieldSource(field, testOf(field, bind), { failure })
  })
  const made = runGenerated(checkSource(parts, bound), bound)
  return isCheck(made) ? made : null
}

function isCheck(made: unknown): made is GeneratedCheck {
  return typeof made === 'function'
}

type Bound = Readonly<Record<string, unknown>>

const library = {
  geoProblem,
  begin: (context: ValidationContext) => new Findings(context),
  isId,
  isJson: (value: unknown) => jsonProblem(value) === null,
  isMoney,
  isRecord,
  isStorable,
}

/** Collects the values that the code uses by name. */
function bindings(closures?: RecordCheck): { readonly bound: Bound; readonly bind: Bind } {
  const bound: Record<string, unknown> = { ...library, ...closures }
  const bind: Bind = (value) => {
    const name = `bound${Object.keys(bound).length}`
    bound[name] = value
    return name
  }
  return { bound, bind }
}

function checkSource(parts: readonly string[], bound: Bound): string {
  return `${namesSource(bound)}
return (value, context) => {
  let found = null
  if (!isRecord(value)) {
    whole(value, found = begin(context))
    return found
  }
  ${fieldsSource(parts)}
  if (${mayHaveOthers(parts)}) others(value, found ??= begin(context))
  return found
}`
}

function namesSource(bound: Bound): string {
  return `const { ${Object.keys(bound).join(', ')} } = bound`
}

function fieldsSource(parts: readonly string[]): string {
  return `let absent = 0
  ${parts.join('\n  ')}
  let keys = 0
  for (const key in value) keys++`
}

// Where the number of keys is not the number of values, an unknown key may be among them.
function mayHaveOthers(parts: readonly string[]): string {
  return `keys !== ${parts.length} - absent`
}

/** What is done when the value is not in order, and when it is. */
interface Outcomes {
  readonly failure: string
  readonly success?: string
}

function fieldSource(
  field: FieldSchema,
  test: string,
  { failure, success = '' }: Outcomes,
): string {
  const read = `const v = value[${literal(field.key)}]`
  const decide = `if (!(${test})) { ${failure} } else { ${success} }`
  if (!field.required) {
    return `{ ${read}; if (v === undefined) absent++; else if (v !== null) { ${decide} } }`
  }
  if (field.default !== undefined)
    return `{ ${read}; if (v === undefined) absent++; else { ${decide} } }`
  return `{ ${read}; if (v === undefined) absent++; ${decide} }`
}

function testOf(field: FieldSchema, bind: Bind): string {
  const tests = [generatedTests[field.type](field, bind)]
  if (field.items) tests.push(`${bind(everyItem(field.items))}(v, context)`)
  if (field.validators?.length) tests.push(`${bind(passesOwn(field))}(v, context)`)
  return tests.join(' && ')
}

function isPlainList({ items, validators = [] }: FieldSchema): boolean {
  return items !== undefined && validators.length === 0
}

type ItemsCheck = (
  values: readonly unknown[],
  context: ValidationContext,
  found: Findings | null,
) => Findings | null

/** Makes the check of a list's items: only those that are not in order are looked at closely. */
function itemsCheck({ key, items = [], sensitive = false }: FieldSchema): ItemsCheck {
  const isInOrder = quickTest(items)
  const { whole } = recordCheck(items, sensitive)
  return (values, context, found) => {
    let findings = found
    for (let index = 0; index < values.length && !findings?.isFull; index++) {
      if (isInOrder(values[index], context)) continue
      findings ??= new Findings(context)
      findings.enter(key, index)
      whole(values[index], findings)
      findings.leave()
    }
    return findings
  }
}

function everyItem(items: readonly FieldSchema[]): QuickTest {
  const isInOrder = quickTest(items)
  return (values, context) => isArray(values) && values.every((item) => isInOrder(item, context))
}

/** True of what is in order; false of what is not, and where only a closer look can tell. */
type QuickTest = (value: unknown, context: ValidationContext) => boolean

function quickTest(fields: readonly FieldSchema[]): QuickTest {
  const { bound, bind } = bindings()
  const failure = 'return false'
  const parts = fields.map((field) => fieldSource(field, testOf(field, bind), { failure }))
  const made = runGenerated(quickTestSource(parts, bound), bound)
  return isQuickTest(made) ? made : () => false
}

function isQuickTest(made: unknown): made is QuickTest {
  return typeof made === 'function'
}

function quickTestSource(parts: readonly string[], bound: Bound): string {
  return `${namesSource(bound)}
return (value, context) => {
  if (!isRecord(value)) return false
  ${fieldsSource(parts)}
  return !(${mayHaveOthers(parts)})
}`
}
