/** Describes fields as a form: all that a user interface needs to draw one and to check it early. */
import { minorDigits } from '../../primitives/index.ts'
import type { CheckAnswer, FieldSchema, FieldType } from '../field.ts'
import { labelOf } from './json-schema.ts'
import { longestEmail, longestUrl } from '../validators.ts'
import { defaultMaxItems, defaultMaxLength } from '../validation/values/value-checks.ts'

/** What a value is entered with. */
export type Widget =
  | 'text'
  | 'textarea'
  | 'number'
  | 'checkbox'
  | 'instant'
  | 'select'
  | 'reference'
  | 'references'
  | 'money'
  | 'point'
  | 'area'
  | 'line'
  | 'json'
  | 'table'

/** One of the values to choose from. */
export interface FormOption {
  readonly value: string
  readonly label: string
}

/** A check of a field that no limit of the form says. */
export interface FormCheck {
  readonly code: string
  readonly message: string
}

/** A field of a form. What does not apply is left out. */
export interface FormField {
  readonly key: string
  readonly label: string
  readonly widget: Widget
  /** Whether a value must be entered: it is needed, and nothing stands in for it. */
  readonly required: boolean
  /** Whether the value is shown and cannot be entered. */
  readonly readOnly: boolean
  /** Whether the value is to be hidden from onlookers. */
  readonly sensitive: boolean
  /** The value to begin with. One that a function makes is not known here. */
  readonly default?: unknown
  /** The least number, instant in epoch milliseconds, or amount in minor units. */
  readonly min?: number
  /** The greatest number, instant or amount. */
  readonly max?: number
  /** The distance of two numbers that can be entered: 1 for whole ones. */
  readonly step?: number
  /** The fewest characters (UTF-16 units) or items. */
  readonly minLength?: number
  /** The most characters or items. */
  readonly maxLength?: number
  readonly options?: readonly FormOption[]
  /** What a text has to match: a regular expression of ECMA-262 with the flag u. */
  readonly pattern?: string
  readonly format?: 'email' | 'uri'
  /** What else is asked for, as far as it is known: stable codes, and sentences that continue the label. */
  readonly checks?: readonly FormCheck[]
  /** The entity whose records are chosen from. */
  readonly entity?: string
  /** The only currency allowed, and the decimals of its amounts. */
  readonly currency?: string
  readonly decimals?: number
  /** The fields of each row of a table. */
  readonly items?: readonly FormField[]
}

/** Describes fields as a form, in their order. Those named in `readOnly` cannot be entered. */
export function formFieldsOf(
  fields: readonly FieldSchema[],
  readOnly: ReadonlySet<string> = new Set(),
): readonly FormField[] {
  return fields.map((field) => formField(field, readOnly.has(field.key)))
}

function formField(field: FieldSchema, readOnly: boolean): FormField {
  const { key, type, required = false, sensitive = false, default: usual } = field
  return {
    key,
    label: labelOf(field),
    widget: widgetOf(field),
    required: required && usual === undefined && !readOnly,
    readOnly,
    sensitive,
    ...(usual === undefined || typeof usual === 'function' ? {} : { default: usual }),
    ...withChecks(details[type]?.(field) ?? {}, field),
  }
}

/** Narrows the limits of a field by its validators, and names those that are no limit. */
function withChecks(
  limits: Partial<FormField>,
  { type, validators = [] }: FieldSchema,
): Partial<FormField> {
  const checks: FormCheck[] = []
  const narrowed: Narrowed = { ...limits }
  for (const { asks } of validators) {
    const limit = asks && limitOf(type, asks)
    if (limit) Object.assign(narrowed, tightened(narrowed, limit))
    else if (asks) checks.push({ code: asks.code, message: asks.message })
  }
  return checks.length > 0 ? { ...narrowed, checks } : narrowed
}

type Narrowed = { -readonly [Key in keyof FormField]?: FormField[Key] }

const measured: ReadonlySet<FieldType> = new Set(['string', 'list', 'ref[]'])
const ranged: ReadonlySet<FieldType> = new Set(['number', 'date', 'money'])

function limitOf(type: FieldType, { code, params }: CheckAnswer): Partial<FormField> | null {
  const { min, max, pattern, flags } = params
  if (code === 'min-length' && measured.has(type)) return { minLength: Number(min) }
  if (code === 'max-length' && measured.has(type)) return { maxLength: Number(max) }
  if (code === 'min' && ranged.has(type)) return { min: Number(min) }
  if (code === 'max' && ranged.has(type)) return { max: Number(max) }
  if (type !== 'string') return null
  if (code === 'pattern' && flags === 'u') return { pattern: String(pattern) }
  if (code === 'email') return { format: 'email', maxLength: longestEmail }
  return code === 'url' ? { format: 'uri', maxLength: longestUrl } : null
}

// Of two patterns a form can show one; the other is checked when it is sent.
function tightened(known: Partial<FormField>, limit: Partial<FormField>): Partial<FormField> {
  return {
    ...limit,
    ...(limit.minLength === undefined
      ? {}
      : { minLength: Math.max(limit.minLength, known.minLength ?? 0) }),
    ...(limit.maxLength === undefined
      ? {}
      : { maxLength: Math.min(limit.maxLength, known.maxLength ?? Infinity) }),
    ...(limit.min === undefined ? {} : { min: Math.max(limit.min, known.min ?? -Infinity) }),
    ...(limit.max === undefined ? {} : { max: Math.min(limit.max, known.max ?? Infinity) }),
  }
}

/** From here on a text is written over several lines. */
const longText = 200

function widgetOf({ type, maxLength = defaultMaxLength }: FieldSchema): Widget {
  return type === 'string' && maxLength > longText ? 'textarea' : widgets[type]
}

const widgets: Readonly<Record<FieldType, Widget>> = {
  string: 'text',
  number: 'number',
  boolean: 'checkbox',
  date: 'instant',
  enum: 'select',
  ref: 'reference',
  'ref[]': 'references',
  json: 'json',
  money: 'money',
  'geo.point': 'point',
  'geo.polygon': 'area',
  'geo.linestring': 'line',
  list: 'table',
}

type Details = (field: FieldSchema) => Partial<FormField>

const details: Readonly<Partial<Record<FieldType, Details>>> = {
  string: ({ minLength = 0, maxLength = defaultMaxLength }) => ({ minLength, maxLength }),
  number: ({ integer, ...field }) => ({ ...range(field), ...(integer ? { step: 1 } : {}) }),
  date: range,
  enum: ({ enumValues = [] }) => ({ options: enumValues.map(optionOf) }),
  ref: target,
  'ref[]': (field) => ({ ...target(field), ...sizes(field) }),
  money: ({ currency, ...field }) => ({
    ...range(field),
    ...(currency === undefined ? {} : { currency, decimals: minorDigits(currency) }),
  }),
  list: (field) => ({ ...sizes(field), items: formFieldsOf(field.items ?? []) }),
}

function range({ min, max }: Pick<FieldSchema, 'min' | 'max'>): Partial<FormField> {
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }
}

function sizes({ minLength = 0, maxLength = defaultMaxItems }: FieldSchema): Partial<FormField> {
  return { minLength, maxLength }
}

function target({ refEntity }: FieldSchema): Partial<FormField> {
  return refEntity === undefined ? {} : { entity: refEntity }
}

// `on-hold`, `onHold` and `on_hold` read "On hold".
function optionOf(value: string): FormOption {
  return { value, label: labelOf({ key: value.replaceAll(/[-_]+/g, ' ') }) }
}
