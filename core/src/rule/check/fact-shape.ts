/** What rules know of the facts they read: the fields below a root, their types, and what they lead to. */
import type { Family } from '../operators.ts'

/** The types of fields. `record` has no value of its own, only fields; of `any` nothing is known. */
export type FactType =
  | 'string'
  | 'number'
  | 'boolean'
  | 'date'
  | 'enum'
  | 'ref'
  | 'ref[]'
  | 'json'
  | 'money'
  | 'geo.point'
  | 'geo.polygon'
  | 'geo.linestring'
  | 'list'
  | 'record'
  | 'any'

/** A field, as far as rules need it. */
export interface FactField {
  readonly type: FactType
  /** There are several of these: a rule that crosses them holds if it holds for any. Default false. */
  readonly list?: boolean
  /**
   * The fields of the record that is loaded to stand here: a root, or a ref that may be crossed. Undefined
   * there then means that it was not loaded, and null that there is none.
   */
  readonly shape?: FactShape
  /** The texts that an enum knows. */
  readonly values?: readonly string[]
  /** Not shown in explanations unless the caller may read it. Default false. */
  readonly sensitive?: boolean
  /** Known in process only: no filter may read it. Default false. */
  readonly computed?: boolean
}

/** Answers for the fields of one record. */
export interface FactShape {
  /** What a sentence calls the record: `Order`. Empty for the facts as a whole. */
  readonly label: string
  /** Finds a field; undefined when there is none. */
  field(name: string): FactField | undefined
  /** Lists the fields, for "it has: …". */
  names(): readonly string[]
  /** Finds the ref whose record the name would be, if rules could cross it. Default: there is none. */
  uncrossed?(name: string): string | undefined
}

/** Describes a record by its fields. */
export function factShape(label: string, fields: Readonly<Record<string, FactField>>): FactShape {
  const byName = new Map(Object.entries(fields))
  return { label, field: (name) => byName.get(name), names: () => [...byName.keys()] }
}

/** Describes facts by their roots: `rootsShape({ entity: shapeOfOrder })`. A root without a shape is open. */
export function rootsShape(roots: Readonly<Record<string, FactShape | null>>): FactShape {
  const fields = Object.entries(roots).map(([name, shape]): [string, FactField] => [
    name,
    { type: 'record', shape: shape ?? openShape(name) },
  ])
  return factShape('', Object.fromEntries(fields))
}

/** Describes a record of which nothing is known: it has any field, of any type. */
export function openShape(label: string): FactShape {
  return { label, field: () => ({ type: 'any' }), names: () => [] }
}

/** Any facts: what stands alone may be absent, what has fields of its own has to be loaded. */
export const anyFacts: FactShape = {
  label: '',
  field: (name) => ({ type: 'any', shape: openShape(name) }),
  names: () => [],
}

type FactKind = Pick<FactField, 'type' | 'list'>

/** Tells which operators can be asked of a field; null for a record, which has no value. */
export function familyOf({ type, list = false }: FactKind): Family | null {
  if (list && type !== 'record') return 'list'
  return families[type]
}

/** Tells what the items of a list are. */
export function itemFamilyOf({ type, list = false }: FactKind): Family {
  if (type === 'ref[]') return 'text'
  return (list ? families[type] : null) ?? 'any'
}

const families: Readonly<Record<FactType, Family | null>> = {
  string: 'text',
  enum: 'text',
  ref: 'text',
  number: 'number',
  date: 'date',
  boolean: 'boolean',
  money: 'money',
  list: 'list',
  'ref[]': 'list',
  json: 'any',
  'geo.point': 'point',
  'geo.polygon': 'shape',
  'geo.linestring': 'shape',
  any: 'any',
  record: null,
}
