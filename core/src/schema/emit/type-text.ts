/** Writes fields as TypeScript: the type that a record of them has, without an import. */
import { literal } from '../../primitives/index.ts'
import type { FieldSchema, FieldType } from '../field.ts'
import { labelOf } from './json-schema.ts'

/** Writes the members of an object type, one a line, each behind a comment with its label. */
export function memberTexts(fields: readonly FieldSchema[], indent = '  '): string {
  return fields.map((field) => memberText(field, indent)).join('\n')
}

function memberText(field: FieldSchema, indent: string): string {
  const type = texts[field.type](field, indent)
  const value = field.required || field.type === 'json' ? type : `${type} | null`
  return `${indent}/** ${commentText(field)} */\n${indent}readonly ${literal(field.key)}: ${value}`
}

type WriteType = (field: FieldSchema, indent: string) => string

const texts: Readonly<Record<FieldType, WriteType>> = {
  string: () => 'string',
  number: () => 'number',
  boolean: () => 'boolean',
  date: () => 'number',
  enum: ({ enumValues = [] }) => enumValues.map(literal).join(' | '),
  ref: () => 'string',
  'ref[]': () => 'readonly string[]',
  json: () => 'unknown',
  money: () => '{ readonly amount: number; readonly currency: string }',
  'geo.point': () => '{ readonly lat: number; readonly lng: number }',
  'geo.polygon': () =>
    geoText('Polygon', 'readonly (readonly (readonly [lng: number, lat: number])[])[]'),
  'geo.linestring': () => geoText('LineString', 'readonly (readonly [lng: number, lat: number])[]'),
  list: ({ items = [] }, indent) =>
    `readonly {\n${memberTexts(items, `${indent}  `)}\n${indent}}[]`,
}

function geoText(type: string, coordinates: string): string {
  return `{ readonly type: ${literal(type)}; readonly coordinates: ${coordinates} }`
}

const units: Readonly<Partial<Record<FieldType, string>>> = {
  date: ', in epoch milliseconds',
  money: ', in minor units of its currency',
  'geo.point': ', in degrees of WGS 84',
}

function commentText(field: FieldSchema): string {
  const { type, refEntity } = field
  const target = refEntity === undefined ? '' : `: ${type === 'ref' ? 'a' : 'some'} ${refEntity}`
  return plain(`${labelOf(field)}${target}${units[type] ?? ''}.`)
}

// A label from outside must not end the comment, nor the line.
function plain(text: string): string {
  return text.replaceAll('*/', '* /').replaceAll(/[\r\n\u2028\u2029]+/g, ' ')
}
