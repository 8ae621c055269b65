/** Further checks that a field may name: `field.string({ validators: [Validators.email()] })`. */
import { isRecord } from './validation/values/plain.ts'
import type { FieldType, ValidationContext, Validator } from './field.ts'
import { refExists, unique } from './stored-question.ts'

/** What a check of one's own says when it fails. */
export interface CustomFailure {
  /** Stable and short, as in `isbn`. */
  readonly code: string
  /** Continues the field's name: `must be an ISBN with a right check digit`. */
  readonly message: string
}

/** The checks that come with Plinth. Each runs after the built-in checks of its field's type. */
export interface ValidatorShelf {
  /** Asks for at least `length` characters or items. */
  minLength(length: number): Validator
  /** Asks for at most `length` characters or items. */
  maxLength(length: number): Validator
  /** Asks for at least `limit`; of money, in minor units. */
  min(limit: number): Validator
  /** Asks for at most `limit`; of money, in minor units. */
  max(limit: number): Validator
  /** Asks for more than zero, of a number or of money. */
  positive(): Validator
  /** Asks for anything but zero, of a number or of money. */
  nonZero(): Validator
  /** Asks for a text in which the pattern occurs. It runs on input: it must not backtrack without end. */
  pattern(pattern: RegExp): Validator
  /** Asks for an e-mail address of WHATWG's HTML standard with a dot in its domain, 254 characters at most. */
  email(): Validator
  /** Asks for an absolute address of http or https without user and password, 2,048 characters at most. */
  url(): Validator
  /** Asks for a telephone number of ITU E.164: `+493012345678`. */
  phone(): Validator
  /** Asks for an instant after now. */
  future(): Validator
  /** Asks for an instant before now. */
  past(): Validator
  /**
   * Asks that the record exists that a ref names, those of other modules included. The repository asks it
   * at the save, of what is stored and of what the same unit of work has staged.
   */
  refExists(): Validator
  /**
   * Asks that no other active record of the organization holds the value. The repository asks it at the
   * save, to tell of it with the other failures; two that save at the same moment only the field's own
   * `unique` keeps apart.
   */
  unique(): Validator
  /** Asks a question of one's own; it must be pure. */
  custom(
    isValid: (value: unknown, context: ValidationContext) => boolean,
    failure: CustomFailure,
  ): Validator
}

/** The shelf of checks. */
export const Validators: ValidatorShelf = {
  minLength: (min) =>
    validatorOf(sized, (value) => sizeOf(value) >= min, {
      code: 'min-length',
      params: { min },
      message: `must have at least ${min} characters or items`,
    }),
  maxLength: (max) =>
    validatorOf(sized, (value) => sizeOf(value) <= max, {
      code: 'max-length',
      params: { max },
      message: `must have at most ${max} characters or items`,
    }),
  min: (min) =>
    validatorOf(measured, (value) => magnitude(value) >= min, {
      code: 'min',
      params: { min },
      message: `must be at least ${min}`,
    }),
  max: (max) =>
    validatorOf(measured, (value) => magnitude(value) <= max, {
      code: 'max',
      params: { max },
      message: `must be at most ${max}`,
    }),
  positive: () =>
    validatorOf(measured, (value) => magnitude(value) > 0, {
      code: 'positive',
      message: 'must be more than zero',
    }),
  nonZero: () =>
    validatorOf(measured, (value) => Math.abs(magnitude(value)) > 0, {
      code: 'non-zero',
      message: 'must not be zero',
    }),
  pattern: (pattern) => {
    const stateless = new RegExp(pattern.source, pattern.flags.replaceAll(/[gy]/g, ''))
    const message = `must match ${stateless}`
    return validatorOf(written, isText(stateless), { code: 'pattern', message })
  },
  email: () =>
    validatorOf(written, isText(emailPattern, 254), {
      code: 'email',
      message: 'must be an e-mail address',
    }),
  url: () =>
    validatorOf(written, isText(urlPattern, 2_048), {
      code: 'url',
      message: 'must be an address that begins with https:// or http://',
    }),
  phone: () =>
    validatorOf(written, isText(phonePattern), {
      code: 'phone',
      message: 'must be a telephone number such as +493012345678',
    }),
  future: () =>
    validatorOf(timed, (value, { now }) => magnitude(value) > now, {
      code: 'future',
      message: 'must be in the future',
    }),
  past: () =>
    validatorOf(timed, (value, { now }) => magnitude(value) < now, {
      code: 'past',
      message: 'must be in the past',
    }),
  refExists: () => refExists,
  unique: () => unique,
  custom: (isValid, failure) => validator(isValid, failure),
}

type Question = (value: unknown, context: ValidationContext) => boolean

interface Answer extends CustomFailure {
  readonly params?: Readonly<Record<string, unknown>>
}

function validator(isValid: Question, { code, message, params = {} }: Answer): Validator {
  const failure = Object.freeze({ code, params, message })
  return (value, context) => (isValid(value, context) ? null : failure)
}

// Of JSON, which may hold anything, everything can be asked.
const sized: readonly FieldType[] = ['string', 'list', 'ref[]', 'enum', 'ref', 'json']
const measured: readonly FieldType[] = ['number', 'date', 'money', 'json']
const written: readonly FieldType[] = ['string', 'enum', 'ref', 'json']
const timed: readonly FieldType[] = ['date', 'number', 'json']

/** A validator that makes sense of some types alone. */
function validatorOf(of: readonly FieldType[], isValid: Question, answer: Answer): Validator {
  return Object.assign(validator(isValid, answer), { asks: { code: answer.code, of } })
}

function isText(pattern: RegExp, maxLength: number = Infinity): Question {
  return (value) => typeof value === 'string' && value.length <= maxLength && pattern.test(value)
}

function sizeOf(value: unknown): number {
  return typeof value === 'string' || Array.isArray(value) ? value.length : Number.NaN
}

function magnitude(value: unknown): number {
  if (typeof value === 'number') return value
  const amount = isRecord(value) ? value['amount'] : undefined
  return typeof amount === 'number' ? amount : Number.NaN
}

const label = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?'
const emailPattern = new RegExp(`^[a-zA-Z0-9.!#$%&'*+/=?^_\`{|}~-]+@${label}(?:\\.${label})+$`)
const urlPattern = /^https?:\/\/[^\s/?#@\\]+(?:[/?#][^\s\\]*)?$/i
const phonePattern = /^\+[1-9]\d{1,14}$/
