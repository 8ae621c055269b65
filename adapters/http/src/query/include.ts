/** Reads `include=customer,customer.region`: the refs whose records are wanted beside those of the answer. */
import { type EntitySchema, ValidationError } from '@plinth/core'
import { inclusionOf, meantOrKnown } from '@plinth/core/runtime'
import { shown } from '../problem/http-error.ts'
import { ParameterFailures } from './parameter-failure.ts'
import type { Parameter } from './query-text.ts'

/** What a read or a list includes; nothing is said where nothing is wanted. */
export interface Inclusion {
  readonly include?: readonly string[]
}

/** Reads the names of refs, and adds what is wrong with them to the failures. */
export function readInclude(
  schema: EntitySchema,
  text: string,
  failures: ParameterFailures,
): Inclusion {
  const include = text.split(',')
  try {
    inclusionOf(schema, include)
    return { include }
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error
    for (const { code, message } of error.failures) failures.add('include', code, message)
    return {}
  }
}

/**
 * Reads the parameters of a single record, of which there is one.
 *
 * @throws CoreError `http.parameters-invalid`, with every failure at once.
 */
export function readRecordQuery(schema: EntitySchema, parameters: readonly Parameter[]): Inclusion {
  const failures = new ParameterFailures()
  let inclusion: Inclusion = {}
  for (const { name, value } of parameters) {
    if (name === 'include' && !inclusion.include) inclusion = readInclude(schema, value, failures)
    else failures.add(name, ...problemWith(name))
  }
  failures.throwIfAny()
  return inclusion
}

function problemWith(name: string): [code: string, detail: string] {
  if (name !== 'include') {
    const hint = meantOrKnown(name, ['include'])
    return ['unknown', `there is no parameter ${shown(name)}. ${hint}`]
  }
  const rest = 'give it once, as in include=customer,product'
  return ['repeated', `${shown(name)} comes more than once; ${rest}`]
}
