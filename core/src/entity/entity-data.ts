/** Checks an entity that comes as plain data, from a file or a tenant: what it is as a whole, and its fields. */
import { excerpt, isIdPrefix, meantOrKnown } from '../primitives/index.ts'
import { checkFields, type FieldSchema, isReadable } from '../schema/index.ts'
import type { EntityTraits } from './define-entity.ts'
import type { DeclaredHooks } from './hooks.ts'

/** An entity as plain data, from a file or a tenant. */
export interface EntityData extends Omit<EntityTraits, 'idPrefix'> {
  /** PascalCase: `OrderLine`. */
  readonly name: string
  /** The id of the owning module: `sales`. */
  readonly namespace: string
  /** Default: the first 16 letters of the name and an underscore, `orderline_`. */
  readonly idPrefix?: string
  readonly fields: readonly FieldSchema[]
  readonly hooks?: DeclaredHooks
}

type Data = Readonly<Record<string, unknown>>

/** Tells each problem in a sentence; an empty list when there is none. */
export function entityDataProblems(data: EntityData): readonly string[] {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return ['it must be an object with a name, a namespace and fields']
  }
  if (!isReadable(data)) return ['it cannot be read: one of its parts throws an error']

  const traits: Data = { ...data }
  const fieldProblems = checkFields(data.fields)
  const unknown = Object.keys(traits).filter((key) => !known.has(key))
  return [
    ...unknown.map((key) => `it says "${excerpt(key)}". ${meantOrKnown(key, rules.keys())}`),
    ...[...rules].flatMap(([key, { isValid, must, isNeeded = false }]) => {
      const value = traits[key]
      if (value === undefined && !isNeeded) return []
      return isValid(value) ? [] : [`its ${key} must be ${must}`]
    }),
    ...fieldProblems,
    ...(fieldProblems.length > 0 ? [] : unknownKeys(data, traits)),
  ]
}

interface Rule {
  readonly isValid: (value: unknown) => boolean
  readonly must: string
  readonly isNeeded?: boolean
}

const isSwitch: Rule = { isValid: (value) => typeof value === 'boolean', must: 'true or false' }
const isKeyLists: Rule = { isValid: areKeyLists, must: 'lists of keys of its fields' }

const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['name', { isValid: textLike(/^[A-Z][A-Za-z0-9]{0,63}$/), must: 'PascalCase', isNeeded: true }],
  [
    'namespace',
    { isValid: textLike(/^[a-z][a-z0-9_]{0,63}$/), must: 'the id of a module', isNeeded: true },
  ],
  [
    'idPrefix',
    { isValid: (value) => typeof value === 'string' && isIdPrefix(value), must: 'like "ord_"' },
  ],
  ['plural', { isValid: textLike(/^[a-z][a-z0-9-]{0,63}$/), must: 'like "order-lines"' }],
  ['rtChannel', { isValid: textLike(/^[a-z][a-z0-9-]{0,63}$/), must: 'one word like "orders"' }],
  ['softDelete', isSwitch],
  ['timestamps', isSwitch],
  ['versioned', isSwitch],
  ['searchSync', isSwitch],
  ['indexes', isKeyLists],
  ['uniqueConstraints', isKeyLists],
  ['hooks', { isValid: areHooks, must: 'functions, which plain data has none of' }],
])

// A definition brings along what it is, and its fields by key.
const known: ReadonlySet<string> = new Set([...rules.keys(), 'fields', 'kind', 'shape'])

function unknownKeys({ fields }: Pick<EntityData, 'fields'>, traits: Data): readonly string[] {
  const keys = new Set(fields.map(({ key }) => key))
  return [traits['indexes'], traits['uniqueConstraints']]
    .filter(areKeyLists)
    .flatMap((lists) => lists.flat().filter((key) => !keys.has(key)))
    .map((key) => `"${excerpt(key)}" is no key of its fields. ${meantOrKnown(key, keys)}`)
}

function areKeyLists(value: unknown): value is readonly (readonly string[])[] {
  return (
    Array.isArray(value) &&
    value.every((list) => Array.isArray(list) && list.every((key) => typeof key === 'string'))
  )
}

function areHooks(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).every((hook) => typeof hook === 'function')
}

function textLike(form: RegExp): Rule['isValid'] {
  return (value) => typeof value === 'string' && form.test(value)
}
