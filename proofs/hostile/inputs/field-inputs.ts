/** Schemas that come as data from an attacker: a validator is made of them, and used. */
import type { FieldSchema, ValidationFailure } from '@plinth/core'
import { createValidator } from '@plinth/core/runtime'
import type { Chance } from '../../chance.ts'
import { asTrial } from '../court/as-trial.ts'
import type { Trial } from '../court/trial.ts'
import { fromOutside } from '../shapes/from-outside.ts'
import { mutated } from '../shapes/mutated.ts'
import { hostileText } from '../shapes/texts.ts'
import { hostileValue } from '../shapes/values.ts'
import { type MadeField, makeFields } from './make-fields.ts'

/** Where values are checked. */
export const context = {
  entity: {},
  schema: { name: 'Hostile', fields: [] },
  isCreate: true,
  isUpdate: false,
  actorId: null,
  orgId: 'org_1',
  now: 1_700_000_000_000,
}

/** Makes inputs: fields in order, fields with one known mistake, and what is far from being any. */
export function fieldInput(chance: Chance): Trial {
  const made = makeFields(chance)
  const kind = chance.next()
  const fields = made.map(({ field }) => field)
  if (kind < 0.45) return fieldTrial({ data: fields, made, isAcceptable: true })
  if (kind < 0.65) return fieldTrial({ data: spoiled(chance, fields), made, isAcceptable: false })
  const data = kind < 0.92 ? mutated(chance, fields) : hostileValue(chance)
  return fieldTrial({ data, made, isAcceptable: null })
}

interface Given {
  readonly data: unknown
  readonly made: readonly MadeField[]
  readonly isAcceptable: boolean | null
}

type Failures = readonly ValidationFailure[] | null

function fieldTrial({ data, made, isAcceptable }: Given): Trial {
  const record = Object.fromEntries(made.map(({ field, fitting }) => [field.key, fitting]))
  return asTrial<readonly Failures[]>({
    area: 'schemas',
    input: data,
    isAcceptable,
    codes: ['system.invalid'],
    ask: () => {
      const validator = createValidator(fromOutside<readonly FieldSchema[]>(data))
      return [record, { ...record, hidden: 1 }, {}].map((value) => validator.check(value, context))
    },
    faultOf: ([whole, more, less]) => {
      if (isAcceptable === null) return undefined
      if (whole) return `a fitting record is refused: ${whole[0]?.message}`
      if (!more?.some(({ code }) => code === 'unknown-field')) return 'a hidden field gets in'
      const missing = new Set(less?.map(({ code, path }) => `${code} ${path}`))
      return made.every(({ field }) => missing.has(`required ${field.key}`))
        ? null
        : 'a missing field is not missed'
    },
  })
}

function spoiled(chance: Chance, fields: readonly FieldSchema[]): unknown {
  const wrong: readonly unknown[] = [
    { key: 'constructor', type: 'string' },
    { key: '__proto__', type: 'string' },
    { key: 'a-b', type: 'string' },
    { key: 'f0', type: 'string' },
    { key: 'ok', type: 'toString' },
    { key: 'ok', type: '__proto__' },
    { key: 'ok', type: 'string', maxLength: -1 },
    { key: 'ok', type: 'string', pattern: '(a+)+$' },
    { key: 'ok', type: 'number', min: 2, max: 1 },
    { key: 'ok', type: 'enum' },
    { key: 'ok', type: 'enum', enumValues: ['a', 'a'] },
    { key: 'ok', type: 'money', currency: 'constructor' },
    { key: 'ok', type: 'string', default: 7 },
    { key: 'ok', type: 'ref', refEntity: `${hostileText(chance)}-` },
    { key: 'ok', type: 'list', items: [{ key: 'toString', type: 'string' }] },
    { key: 'ok', type: 'string', validators: ['eval'] },
    { key: 7, type: 'string' },
    null,
    [],
  ]
  const at = chance.between(0, fields.length)
  return [...fields.slice(0, at), chance.one(wrong), ...fields.slice(at)]
}
