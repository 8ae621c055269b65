/** Checks values against fields, and makes complete records of those in order. */
import { CoreError, type ValidationFailure } from '../../errors/index.ts'
import { checkFields } from '../check-fields.ts'
import type { FieldSchema, ValidationContext } from '../field.ts'
import { type Complete, completion } from './completion.ts'
import { Findings } from './findings.ts'
import { generatedCheck } from './generated/generated-check.ts'
import { generatedCompletion } from './generated/generated-completion.ts'
import { isReadable, unreadable } from './readable.ts'
import { recordCheck } from './record-check.ts'

/** What a schema does at run time. Compiled when it is first used. */
export interface SchemaValidator {
  readonly fields: readonly FieldSchema[]
  /**
   * Checks a value: null when it is in order, else every failure at once, 100 at most.
   * Nothing is converted. Never throws for a value, whatever it is; what a field's own validator throws
   * is thrown on.
   */
  check(value: unknown, context: ValidationContext): readonly ValidationFailure[] | null
  /**
   * Makes the complete record from a checked value: keys in schema order, defaults filled in where
   * nothing is given, null where an optional value is absent; the items of lists likewise.
   */
  complete(value: Readonly<Record<string, unknown>>): Record<string, unknown>
}

/** How a validator may be made. */
export interface ValidatorOptions {
  /** The fields come from module code: the validator may be generated code. Default false. */
  readonly trusted?: boolean
}

/**
 * Makes the validator of fields. Generated code and closures report the same.
 *
 * @throws CoreError `system.invalid`, at the first use, when `checkFields` has something against them.
 */
export function createValidator(
  fields: readonly FieldSchema[],
  { trusted = false }: ValidatorOptions = {},
): SchemaValidator {
  let compiled: ReturnType<typeof compile> | null = null
  const use = () => (compiled ??= compile(fields, trusted))
  return {
    fields,
    check: (value, context) => use().check(value, context),
    complete: (value) => use().complete(value),
  }
}

function compile(
  fields: readonly FieldSchema[],
  trusted: boolean,
): Pick<SchemaValidator, 'check' | 'complete'> {
  const problems = checkFields(fields, 'message')
  if (problems.length > 0) {
    throw new CoreError('system.invalid', problems.join('; '), { problems })
  }
  return { check: compileCheck(fields, trusted), complete: compileCompletion(fields, trusted) }
}

type Check = SchemaValidator['check']

function compileCheck(fields: readonly FieldSchema[], trusted: boolean): Check {
  const generated = trusted ? generatedCheck(fields) : null
  if (!generated) return guarded(closureCheck(fields))

  // What throws is looked at anew, so that both say the same of what nobody can read.
  let closures: Check | null = null
  return (value, context) => {
    try {
      return generated(value, context)
    } catch {
      closures ??= guarded(closureCheck(fields))
      return closures(value, context)
    }
  }
}

/** A getter or a proxy is refused; a validator that throws is a broken program. */
function guarded(check: Check): Check {
  return (value, context) => {
    try {
      return check(value, context)
    } catch (error) {
      if (isReadable(value)) throw error
      return unreadable
    }
  }
}

function closureCheck(fields: readonly FieldSchema[]): Check {
  const check = recordCheck(fields)
  return (value, context) => {
    const findings = new Findings(context)
    check(value, findings)
    return findings.failures.length === 0 ? null : findings.failures
  }
}

function compileCompletion(fields: readonly FieldSchema[], trusted: boolean): Complete {
  return (trusted ? generatedCompletion(fields) : null) ?? completion(fields)
}
