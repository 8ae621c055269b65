/** The checks that no value answers by itself: they ask what is stored, so the repository makes them. */
import type { FieldSchema, FieldType, Validator } from './field.ts'

/** What may be asked of a store about a value. */
export type StoredQuestion = 'ref-exists' | 'unique'

/** Stands for the question whether the record exists that a ref names. Finds nothing by itself. */
export const refExists: Validator = standsFor('ref-exists', {
  of: ['ref', 'ref[]'],
  message: 'must name a record that exists',
})

/** Stands for the question whether no other record holds the value. Finds nothing by itself. */
export const unique: Validator = standsFor('unique', {
  of: ['string', 'number', 'date', 'enum', 'ref'],
  message: 'must be held by no other record',
})

/** Lists what a field's validators ask of the store. */
export function storedQuestionsOf({ validators = [] }: FieldSchema): readonly StoredQuestion[] {
  return validators.flatMap((validator) => questions.get(validator) ?? [])
}

const questions: ReadonlyMap<Validator, StoredQuestion> = new Map([
  [refExists, 'ref-exists'],
  [unique, 'unique'],
])

interface Standing {
  readonly of: readonly FieldType[]
  readonly message: string
}

function standsFor(code: StoredQuestion, { of, message }: Standing): Validator {
  const asks = Object.freeze({ code, params: {}, message })
  return Object.freeze(Object.assign(() => null, { asks, of }))
}
