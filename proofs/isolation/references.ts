/** The places of ids in what one sends: in the fields of a record or a message, and in the items of lists. */
import type { FieldSchema } from '@plinth/core'
import { entriesOf, listAt } from '../api/json.ts'
import type { Values } from './tenant.ts'

/** A place, and the entity whose id stands there. */
export interface Reference {
  /** The key, and for the item of a list the list's key before it: `['lines', 'productId']`. */
  readonly path: readonly [string] | readonly [string, string]
  readonly entity: string
  /** Whether several ids stand there. */
  readonly isList: boolean
}

/** Finds the places. */
export function referencesIn(fields: readonly FieldSchema[]): readonly Reference[] {
  return fields.flatMap((field): readonly Reference[] => {
    const { key, type, refEntity: entity = '', items = [] } = field
    if (type === 'ref' || type === 'ref[]') {
      return [{ path: [key], entity, isList: type === 'ref[]' }]
    }
    if (type !== 'list') return []
    return referencesIn(items).map((inner) => ({ ...inner, path: [key, inner.path[0]] }))
  })
}

/** A copy of the values with another id in a place. */
export function withReference(values: Values, { path, isList }: Reference, id: unknown): Values {
  const [key, inner] = path
  const value = isList ? [id] : id
  if (inner === undefined) return { ...values, [key]: value }

  const [first] = listAt(values, key)
  return { ...values, [key]: [{ ...Object.fromEntries(entriesOf(first)), [inner]: value }] }
}
