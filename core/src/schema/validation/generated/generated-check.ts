/** Checks records with generated code: as fast as written by hand, for schemas from module code. */
import type { ValidationFailure } from '../../../errors/index.ts'
import { excerpt, isCurrency, runGenerated } from '../../../primitives/index.ts'
import type { FieldSchema, ValidationContext } from '../../field.ts'
import { addFailure, mostFailures } from '../check-failure.ts'
import { addOwnFailure, Findings, joined } from '../findings.ts'
import { type Page, recordSource } from './generated-record.ts'
import { geoProblem } from '../values/geo-value.ts'
import { jsonProblem } from '../values/json-value.ts'
import { hasTwoKeys, isRecord, kindOf } from '../values/plain.ts'
import { firstUnstorable, isStorable } from '../values/text.ts'
import { areIds, isId, isInstant, shown } from '../values/value-checks.ts'

/** Checks a record; null when nothing is found. */
export type GeneratedCheck = (
  value: unknown,
  context: ValidationContext,
) => readonly ValidationFailure[] | null

/**
 * Generates the check of a record, or null where the host forbids code generation.
 *
 * The code asks, field by field, whether all is in order; only where it is not does a function apart
 * say what is wrong, in the order and the words of the closures.
 */
export function generatedCheck(fields: readonly FieldSchema[]): GeneratedCheck | null {
  const page = newPage()
  const whole = recordSource(page, fields, { isItem: false, sensitive: false })
  const source = `const { ${Object.keys(page.bound).join(', ')} } = bound
${page.functions.join('\n')}
return (value, context) => {
  const found = ${whole}(value, context, null)
  return found !== null && found.length > 0 ? found : null
}`
  const made = runGenerated(source, page.bound)
  return isCheck(made) ? made : null
}

function isCheck(made: unknown): made is GeneratedCheck {
  return typeof made === 'function'
}

/** What the code uses by name. */
const library = {
  add: addFailure,
  addOwn: addOwnFailure,
  excerpt,
  areIds,
  Findings,
  firstUnstorable,
  geoProblem,
  hasTwoKeys,
  isCurrency,
  isId,
  isInstant,
  isJson: (value: unknown) => jsonProblem(value) === null,
  isRecord,
  isStorable,
  joined,
  kindOf,
  most: mostFailures,
  shown,
}

function newPage(): Page {
  const bound: Record<string, unknown> = { ...library }
  const bind = (value: unknown) => {
    const name = `bound${Object.keys(bound).length}`
    bound[name] = value
    return name
  }
  return { bound, functions: [], bind }
}
