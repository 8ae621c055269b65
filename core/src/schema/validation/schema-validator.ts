/** Checks values against fields, and makes complete records of those in order. */
import { CoreError, type ValidationFailure } from '../../errors/index.ts'
import { checkFields } from '../check-fields.ts'
import type { FieldSchema, ValidationContext } from '../field.ts'
import { type Complete, completion } from './completion.ts'
import { Findings } from './findings.ts'
import { generatedCheck } from './generated-check.ts'
import { generatedCompletion } from './generated-completion.ts'
import { recordCheck } from './record-check.ts'

/** What a schema does at run time. Compiled when it is first used. */
export interface SchemaValidator {
  readonly fields: readonly FieldSchema[]
  /**
   * Checks a value: null when it is in order, else every failure at once, 100 at most.
   * Nothing is converted. Never throws for a value, whatever it is.
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

function compileCheck(fields: readonly FieldSchema[], trusted: boolean): SchemaValidator['check'] {
  const closures = recordCheck(fields)
  const generated = trusted ? generatedCheck(fields, closures) : null
  if (generated) {
    return (value, context) => {
      const findings = generated(value, context)
      return findings === null ? null : failuresOf(findings)
    }
  }

  return (value, context) => {
    const findings = new Findings(context)
    closures.whole(value, findings)
    return failuresOf(findings)
  }
}

function compileCompletion(fields: readonly FieldSchema[], trusted: boolean): Complete {
  return (trusted ? generatedCompletion(fields) : null) ?? completion(fields)
}

function failuresOf({ failures }: Findings): readonly ValidationFailure[] | null {
  return failures.length === 0 ? null : failures
}
