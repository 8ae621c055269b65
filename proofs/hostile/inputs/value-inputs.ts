/** Values from an attacker: checked against a schema by closures and by generated code. */
import { isDeepStrictEqual } from 'node:util'
import type { ValidationFailure } from '@plinth/core'
import { createValidator, type SchemaValidator } from '@plinth/core/runtime'
import type { Chance } from '../../chance.ts'
import { asTrial } from '../court/as-trial.ts'
import { Refused, type Trial } from '../court/trial.ts'
import { mutated } from '../shapes/mutated.ts'
import { hostileText } from '../shapes/texts.ts'
import { hostileValue } from '../shapes/values.ts'
import { context } from './field-inputs.ts'
import { type MadeField, makeFields } from './make-fields.ts'

/** Makes inputs: records that fit, records with one known mistake, and what is far from being one. */
export function valueInput(chance: Chance): Trial {
  const schema = schemaOf(chance)
  const { made } = schema
  const record = Object.fromEntries(made.map(({ field, fitting }) => [field.key, fitting]))
  const kind = chance.next()
  if (kind < 0.45) return valueTrial({ value: record, schema, isAcceptable: true })
  if (kind < 0.65) return valueTrial({ value: spoiled(chance, made), schema, isAcceptable: false })
  const value = kind < 0.92 ? mutated(chance, record) : hostileValue(chance)
  return valueTrial({ value, schema, isAcceptable: null })
}

/** Fields, and the validators that were made of them. */
interface Schema {
  readonly made: readonly MadeField[]
  readonly plain: SchemaValidator
  readonly trusted: SchemaValidator
}

const schemas: Schema[] = []
const mostSchemas = 300

// To make a validator costs more than to use it: of a few hundred, each is used often.
function schemaOf(chance: Chance): Schema {
  if (schemas.length >= mostSchemas) return chance.one(schemas)
  const made = makeFields(chance)
  const fields = made.map(({ field }) => field)
  const trusted = createValidator(fields, { trusted: true })
  const schema = { made, plain: createValidator(fields), trusted }
  schemas.push(schema)
  return schema
}

interface Given {
  readonly value: unknown
  readonly schema: Schema
  readonly isAcceptable: boolean | null
}

/** What closures said, and whether generated code said the same. */
interface Verdict {
  readonly agrees: boolean
  readonly kept: Readonly<Record<string, unknown>>
}

function valueTrial({ value, schema, isAcceptable }: Given): Trial {
  const { made, plain, trusted } = schema
  return asTrial<Verdict>({
    area: 'values',
    input: value,
    isAcceptable,
    codes: ['validation.failed'],
    ask: () => {
      const failures = plain.check(value, context)
      const same = told(failures) === told(trusted.check(value, context))
      if (failures) {
        if (!same) throw new Error('generated code and closures differ')
        return new Refused('validation.failed', told(failures))
      }
      const record = isRecord(value) ? value : {}
      const kept = plain.complete(record)
      return { agrees: same && told(kept) === told(trusted.complete(record)), kept }
    },
    faultOf: ({ agrees, kept }) => {
      if (!agrees) return 'generated code and closures differ'
      const keys = made.map(({ field }) => field.key)
      if (Object.keys(kept).join() !== keys.join()) return `kept ${Object.keys(kept).join()}`
      if (isAcceptable === null) return null
      return isDeepStrictEqual(kept, value) ? null : 'what is kept is not what was given'
    },
  })
}

function spoiled(chance: Chance, made: readonly MadeField[]): unknown {
  const at = chance.between(0, made.length - 1)
  const record = Object.fromEntries(
    made.map(({ field, fitting, unfitting }, place) => [
      field.key,
      place === at ? chance.one(unfitting) : fitting,
    ]),
  )
  if (chance.next() < 0.8) return record
  const fitting = Object.fromEntries(made.map(({ field, fitting: own }) => [field.key, own]))
  const key = `${hostileText(chance)}~`
  return Object.defineProperty({ ...fitting }, key, { value: 1, enumerable: true })
}

function told(
  value: readonly ValidationFailure[] | Readonly<Record<string, unknown>> | null,
): string {
  return (
    JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? 'big' : part)) ?? ''
  )
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
