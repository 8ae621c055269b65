/** Says in JSON Schema what the validators of a field ask for. */
import type { FieldSchema, FieldType, Validator } from '../field.ts'
import { addressPattern } from '../validation/values/web-address.ts'
import { isRecord } from '../validation/values/plain.ts'
import { emailPattern, longestEmail, longestUrl, phonePattern } from '../validators.ts'

/** A JSON Schema, or a part of one. */
type JsonSchema = Readonly<Record<string, unknown>>

/**
 * Adds what the validators ask for to the schema of their field. What has no keyword appears under
 * `x-plinth-` with its code, such as `"x-plinth-future": true`; a plain function as `x-plinth-custom`.
 */
export function withValidators(
  schema: JsonSchema,
  { type, validators = [] }: FieldSchema,
): JsonSchema {
  return validators.reduce((whole, validator) => joined(whole, keywordsOf(validator, type)), schema)
}

type Params = Readonly<Record<string, unknown>>
type WriteKeywords = (kind: ValueKind, params: Params) => JsonSchema | null

/** What the keywords of JSON Schema tell apart. */
type ValueKind = 'text' | 'list' | 'number' | 'money' | 'other'

const kinds: Readonly<Record<FieldType, ValueKind>> = {
  string: 'text',
  enum: 'text',
  ref: 'text',
  'ref[]': 'list',
  list: 'list',
  number: 'number',
  date: 'number',
  money: 'money',
  boolean: 'other',
  json: 'other',
  'geo.point': 'other',
  'geo.polygon': 'other',
  'geo.linestring': 'other',
}

const writers: ReadonlyMap<string, WriteKeywords> = new Map([
  [
    'min-length',
    (kind, { min }) => size(kind, { text: { minLength: min }, list: { minItems: min } }),
  ],
  [
    'max-length',
    (kind, { max }) => size(kind, { text: { maxLength: max }, list: { maxItems: max } }),
  ],
  ['min', (kind, { min }) => magnitude(kind, { minimum: min })],
  ['max', (kind, { max }) => magnitude(kind, { maximum: max })],
  ['positive', (kind) => magnitude(kind, { exclusiveMinimum: 0 })],
  ['non-zero', (kind) => magnitude(kind, { not: { const: 0 } })],
  ['pattern', (kind, { pattern, flags }) => (flags === 'u' ? text(kind, { pattern }) : null)],
  [
    'email',
    (kind) => text(kind, { format: 'email', maxLength: longestEmail, pattern: emailPattern }),
  ],
  // That hosts and ports are in order is more than a pattern can say.
  [
    'url',
    (kind) =>
      text(kind, {
        format: 'uri',
        maxLength: longestUrl,
        pattern: addressPattern,
        'x-plinth-url': true,
      }),
  ],
  ['phone', (kind) => text(kind, { pattern: phonePattern })],
])

function keywordsOf({ asks }: Validator, type: FieldType): JsonSchema {
  if (!asks) return { 'x-plinth-custom': true }

  const { code, params } = asks
  const written = writers.get(code)?.(kinds[type], params)
  if (written) return written
  const isWord = /^[a-z][a-z0-9-]{0,62}$/.test(code)
  const said = Object.keys(params).length > 0 ? params : true
  return isWord ? { [`x-plinth-${code}`]: said } : { 'x-plinth-custom': code }
}

function text(kind: ValueKind, keywords: JsonSchema): JsonSchema | null {
  return kind === 'text' ? keywords : null
}

function size(
  kind: ValueKind,
  keywords: Readonly<Record<'text' | 'list', JsonSchema>>,
): JsonSchema | null {
  return kind === 'text' || kind === 'list' ? finite(keywords[kind]) : null
}

function magnitude(kind: ValueKind, keywords: JsonSchema): JsonSchema | null {
  if (kind === 'number') return finite(keywords)
  const amount = kind === 'money' ? finite(keywords) : null
  return amount && { properties: { amount } }
}

// JSON has no other numbers.
function finite(keywords: JsonSchema): JsonSchema | null {
  const isFinite = Object.values(keywords).every(
    (value) => typeof value !== 'number' || Number.isFinite(value),
  )
  return isFinite ? keywords : null
}

const tighter: ReadonlyMap<string, (one: number, other: number) => number> = new Map([
  ['minLength', Math.max],
  ['minItems', Math.max],
  ['minimum', Math.max],
  ['maxLength', Math.min],
  ['maxItems', Math.min],
  ['maximum', Math.min],
])

/** Joins two schemas that both have to hold; where a keyword says two things, in `allOf`. */
function joined(one: JsonSchema, other: JsonSchema): JsonSchema {
  const whole: Record<string, unknown> = { ...one }
  for (const [keyword, value] of Object.entries(other)) {
    const known = whole[keyword]
    const choose = tighter.get(keyword)
    if (known === undefined || known === value) whole[keyword] = value
    else if (choose) whole[keyword] = choose(Number(known), Number(value))
    else if (keyword === 'properties') whole[keyword] = joinedProperties(known, value)
    else whole['allOf'] = [...listOf(whole['allOf']), { [keyword]: value }]
  }
  return whole
}

function joinedProperties(one: unknown, other: unknown): JsonSchema {
  const whole: Record<string, unknown> = { ...recordOf(one) }
  for (const [key, schema] of Object.entries(recordOf(other))) {
    whole[key] = joined(recordOf(whole[key]), recordOf(schema))
  }
  return whole
}

function recordOf(value: unknown): JsonSchema {
  return isRecord(value) ? value : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
