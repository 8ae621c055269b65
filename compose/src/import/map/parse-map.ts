/** Reads a map file: JSON in, an import map out, or every mistake at once. */
import { isZone } from '../value/read-date.ts'
import type { Factor, ImportMap, Source } from './import-map.ts'
import { MapMistakes } from './map-mistakes.ts'

/** What reading a map file came to. */
export type ParsedMap =
  | { readonly ok: true; readonly map: ImportMap }
  | { readonly ok: false; readonly mistakes: readonly string[] }

/** Reads the text of a map file. What it names is checked later, against the entity and the file. */
export function parseMap(text: string): ParsedMap {
  const content = jsonOf(text)
  if (!isObject(content)) return { ok: false, mistakes: ['the map must be one JSON object'] }

  const mistakes = new MapMistakes()
  const map = mapOf(content, mistakes)
  return mistakes.lines.length === 0 ? { ok: true, map } : { ok: false, mistakes: mistakes.lines }
}

type Content = Readonly<Record<string, unknown>>

const mapKeys = ['entity', 'key', 'history', 'delimiter', 'fields']
const textKinds = ['column', 'constant', 'when', 'product']
const writingKeys = ['currency', 'zone', 'values', 'ref']
const sourceKeys = [...textKinds, 'then', 'else', ...writingKeys]

function mapOf(content: Content, mistakes: MapMistakes): ImportMap {
  refuseUnknown(content, '', { known: mapKeys, mistakes })
  const { entity, key, history, delimiter, fields } = content
  if (!isObject(fields)) mistakes.add('fields', 'must be an object: which field comes from where')

  return {
    ...(expect(entity, isText, { place: 'entity', must: 'be a text', mistakes }) && { entity }),
    ...(expect(key, isTexts, { place: 'key', must: 'list fields', mistakes }) && { key }),
    ...(expect(history, isBoolean, { place: 'history', must: 'be true or false', mistakes }) && {
      history,
    }),
    ...(expect(delimiter, isCharacter, {
      place: 'delimiter',
      must: 'be one character',
      mistakes,
    }) && {
      delimiter,
    }),
    fields: isObject(fields) ? sourcesOf(fields, mistakes) : {},
  }
}

function sourcesOf(fields: Content, mistakes: MapMistakes): ImportMap['fields'] {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, sourceOf(value, `fields.${key}`, mistakes)]),
  )
}

function sourceOf(value: unknown, place: string, mistakes: MapMistakes): Source {
  if (isText(value)) return { column: value }
  if (!isObject(value)) {
    mistakes.add(place, 'must be the name of a column, or an object')
    return {}
  }

  refuseUnknown(value, place, { known: sourceKeys, mistakes })
  const kinds = textKinds.filter((kind) => value[kind] !== undefined)
  if (kinds.length !== 1) mistakes.add(place, `needs exactly one of: ${textKinds.join(', ')}`)
  return { ...textPart(value, place, mistakes), ...writingPart(value, place, mistakes) }
}

function textPart(value: Content, place: string, mistakes: MapMistakes): Source {
  const { column, constant, when, then: filled, else: empty, product } = value
  const at = (key: string, must: string) => ({ place: `${place}.${key}`, must, mistakes })
  return {
    ...(expect(column, isText, at('column', 'name a column')) && { column }),
    ...(expect(constant, isScalar, at('constant', 'be a text, number or boolean')) && { constant }),
    ...(expect(when, isText, at('when', 'name a column')) && { when }),
    ...(expect(filled, isTextOrNull, at('then', 'be a text or null')) && { filled }),
    ...(expect(empty, isTextOrNull, at('else', 'be a text or null')) && { empty }),
    ...(expect(product, isFactors, at('product', productRule)) && { product }),
  }
}

const productRule = 'list columns, decimals and { "oneMinus": column }'

function writingPart(value: Content, place: string, mistakes: MapMistakes): Source {
  const { currency, zone, values, ref } = value
  const at = (key: string, must: string) => ({ place: `${place}.${key}`, must, mistakes })
  return {
    ...(expect(currency, isCurrencySource, at('currency', currencyRule)) && { currency }),
    ...(expect(zone, isZoneText, at('zone', 'be UTC or an offset such as +01:00')) && { zone }),
    ...(expect(values, isTable, at('values', 'be an object of texts')) && { values }),
    ...(expect(ref, isText, at('ref', 'name a unique field of the other entity')) && { ref }),
  }
}

const currencyRule = 'be a code such as "USD", or { "column": name }'

interface Expectation {
  readonly place: string
  readonly must: string
  readonly mistakes: MapMistakes
}

/** Tells whether a value is there and as it must be; one that is there and is not is a mistake. */
function expect<T>(
  value: unknown,
  is: (value: unknown) => value is T,
  { place, must, mistakes }: Expectation,
): value is T {
  if (value === undefined) return false
  if (is(value)) return true
  mistakes.add(place, `must ${must}`)
  return false
}

function refuseUnknown(
  value: Content,
  place: string,
  { known, mistakes }: { readonly known: readonly string[]; readonly mistakes: MapMistakes },
): void {
  for (const name of Object.keys(value)) {
    if (!known.includes(name)) mistakes.unknown(place, { what: 'key', name, known })
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isCharacter(value: unknown): value is string {
  return typeof value === 'string' && value.length === 1
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string'
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every(isText)
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean'
}

function isScalar(value: unknown): value is string | number | boolean {
  return isText(value) || typeof value === 'number' || isBoolean(value)
}

function isFactors(value: unknown): value is readonly Factor[] {
  return Array.isArray(value) && value.length > 0 && value.every(isFactor)
}

function isFactor(value: unknown): value is Factor {
  if (isText(value) || typeof value === 'number') return true
  return isObject(value) && Object.keys(value).length === 1 && isText(value['oneMinus'])
}

function isCurrencySource(value: unknown): value is string | { readonly column: string } {
  if (typeof value === 'string') return /^[A-Z]{3}$/.test(value)
  return isObject(value) && Object.keys(value).length === 1 && isText(value['column'])
}

function isZoneText(value: unknown): value is string {
  return isText(value) && isZone(value)
}

function isTable(value: unknown): value is Readonly<Record<string, string>> {
  return isObject(value) && Object.values(value).every((meant) => typeof meant === 'string')
}
