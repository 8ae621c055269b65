/** The checks that no value answers by itself: they ask what is stored, so the repository makes them. */
import type { FieldSchema, Validator } from './field.ts'

/** What may be asked of a store about a value. */
export type StoredQuestion = 'ref-exists' | 'unique'

/** Stands for the question whether the record exists that a ref names. Finds nothing by itself. */
export const refExists: Validator = Object.assign(() => null, {
  asks: { code: 'ref-exists', of: ['ref', 'ref[]'] as const },
})

/** Stands for the question whether no other record holds the value. Finds nothing by itself. */
export const unique: Validator = Object.assign(() => null, {
  asks: { code: 'unique', of: ['string', 'number', 'date', 'enum', 'ref'] as const },
})

/** Lists what a field's validators ask of the store. */
export function storedQuestionsOf({ validators = [] }: FieldSchema): readonly StoredQuestion[] {
  return validators.flatMap((validator) => questions.get(validator) ?? [])
}

const questions: ReadonlyMap<Validator, StoredQuestion> = new Map([
  [refExists, 'ref-exists'],
  [unique, 'unique'],
])
