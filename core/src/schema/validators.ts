/** Further checks that a field may name: `field.string({ validators: [Validators.email()] })`. */
import { isRecord } from './validation/values/plain.ts'
import { ValidationError } from '../errors/index.ts'
import type { CheckAnswer, FieldType, ValidationContext, Validator } from './field.ts'
import { refExists, unique } from './stored-question.ts'
import { isWebAddress } from './validation/values/web-address.ts'

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
  /**
   * Asks for a text in which the pattern occurs. It runs on input: it must not backtrack without end. It
   * counts by characters, with the flag u, wherever it can be read so, as in JSON Schema.
   */
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
  /**
   * Takes a check that says by itself what is wrong: a failure with `code` and `message`, or a
   * `ValidationError`, whose first failure counts; null when nothing is. It must be pure.
   */
  custom(check: CustomCheck): Validator
}

/** A check that says by itself what is wrong. */
export type CustomCheck = (
  value: unknown,
  context: ValidationContext,
) => CustomFailure | ValidationError | null

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
    const stateless = statelessOf(pattern)
    const { source, flags } = stateless
    const message = `must match /${source}/${pattern.flags.replaceAll(/[dgy]/g, '')}`
    return validatorOf(written, isText(stateless), {
      code: 'pattern',
      params: { pattern: source, flags },
      message,
    })
  },
  email: () =>
    validatorOf(written, isText(new RegExp(emailPattern), longestEmail), {
      code: 'email',
      message: 'must be an e-mail address',
    }),
  url: () =>
    validatorOf(written, isUrl, {
      code: 'url',
      message: 'must be an address that begins with https:// or http://',
    }),
  phone: () =>
    validatorOf(written, isText(new RegExp(phonePattern)), {
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
  custom,
}

function custom(ask: CustomCheck | Question, failure?: CustomFailure): Validator {
  if (failure) return validator((value, context) => ask(value, context) === true, failure)
  return (value, context) => answerFrom(ask(value, context))
}

/** Reads what a check of one's own answers: of an error, its first failure. */
function answerFrom(answer: CustomFailure | ValidationError | boolean | null): CheckAnswer | null {
  if (answer === null || answer === undefined || answer === true) return null
  if (answer === false) return { code: 'custom', params: {}, message: 'is not valid' }
  if (!(answer instanceof ValidationError)) return { params: {}, ...answer }

  const [first] = answer.failures
  return {
    code: first?.code ?? answer.code,
    params: first?.params ?? {},
    message: first?.message ?? answer.message,
  }
}

type Question = (value: unknown, context: ValidationContext) => boolean

interface Answer extends CustomFailure {
  readonly params?: Readonly<Record<string, unknown>>
}

function validator(isValid: Question, answer: Answer): Validator {
  return Object.freeze(checkFor(isValid, answer))
}

/** A validator that makes sense of some types alone. */
function validatorOf(of: readonly FieldType[], isValid: Question, answer: Answer): Validator {
  return Object.freeze(Object.assign(checkFor(isValid, answer), { of }))
}

function checkFor(isValid: Question, { code, message, params = {} }: Answer): Validator {
  const asks = Object.freeze({ code, params: Object.freeze(params), message })
  const check: Validator = (value, context) => (isValid(value, context) ? null : asks)
  return Object.assign(check, { asks })
}

// The flags g and y would keep state between two values.
function statelessOf({ source, flags }: RegExp): RegExp {
  const plain = flags.replaceAll(/[dgy]/g, '')
  try {
    return new RegExp(source, plain === '' ? 'u' : plain)
  } catch {
    return new RegExp(source, plain)
  }
}

// Of JSON, which may hold anything, everything can be asked.
const sized: readonly FieldType[] = ['string', 'list', 'ref[]', 'enum', 'ref', 'json']
const measured: readonly FieldType[] = ['number', 'date', 'money', 'json']
const written: readonly FieldType[] = ['string', 'enum', 'ref', 'json']
const timed: readonly FieldType[] = ['date', 'number', 'json']

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

function isUrl(value: unknown): boolean {
  return typeof value === 'string' && value.length <= longestUrl && isWebAddress(value)
}

/** The most characters of an address for mail (RFC 5321). */
export const longestEmail = 254
/** The most characters of an address of the web. */
export const longestUrl = 2_048

const label = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?'
/** An address for mail, as WHATWG's HTML standard has it with a dot in its domain. */
export const emailPattern: string = `^[a-zA-Z0-9.!#$%&'*+/=?^_\`{|}~-]+@${label}(?:\\.${label})+$`
/** A telephone number of the whole world (E.164). */
export const phonePattern = '^\\+[1-9]\\d{1,14}$'
