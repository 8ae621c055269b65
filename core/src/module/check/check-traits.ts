/** Checks what is said of entities as a whole: known traits, each with a value that it can have. */
import type { EntityDefinition, EntityTraits, HookName } from '../../entity/index.ts'
import { meantOrKnown } from '../../primitives/index.ts'
import { isScope } from '../../realtime/index.ts'

/** Says what is wrong with an entity's traits, a sentence each. */
export function traitProblems(entity: EntityDefinition): readonly string[] {
  const given = new Map<string, unknown>(Object.entries(entity))
  const unknown = [...given.keys()].filter((key) => !traits.has(key) && !isDeclaration(key))
  return [
    ...unknown.map((key) => {
      return `entity ${entity.name} says "${key}". ${meantOrKnown(key, traits)}`
    }),
    ...hookProblems(entity),
    ...switches.flatMap((key) => {
      const value = given.get(key)
      if (value === undefined || typeof value === 'boolean') return []
      return [`entity ${entity.name}: ${key} must be true or false, not ${JSON.stringify(value)}`]
    }),
    ...channelProblems(entity.name, given.get('rtChannel')),
  ]
}

function channelProblems(name: string, scope: unknown): readonly string[] {
  if (scope === undefined || (typeof scope === 'string' && isScope(scope))) return []
  const shown = JSON.stringify(scope)
  return [
    `entity ${name}: rtChannel must be one word like "orders", for org:{orgId}:orders, not ${shown}`,
  ]
}

function hookProblems({ name, hooks = {} }: EntityDefinition): readonly string[] {
  return Object.entries(hooks).flatMap(([key, hook]: [string, unknown]) => {
    if (!hookNames.has(key))
      return [`entity ${name} hooks "${key}". ${meantOrKnown(key, hookNames)}`]
    return typeof hook === 'function' ? [] : [`entity ${name}: ${key} must be a function`]
  })
}

const hookNames: ReadonlySet<string> = new Set<HookName>([
  'beforeSave',
  'afterSave',
  'beforeDelete',
  'afterDelete',
])

const switches: readonly (keyof EntityTraits)[] = [
  'softDelete',
  'timestamps',
  'versioned',
  'searchSync',
]

const traits: ReadonlySet<string> = new Set<keyof EntityDefinition>([
  'idPrefix',
  'indexes',
  'uniqueConstraints',
  'plural',
  'softDelete',
  'timestamps',
  'versioned',
  'rtChannel',
  'searchSync',
  'hooks',
])

function isDeclaration(key: string): boolean {
  return ['kind', 'name', 'fields', 'shape'].includes(key)
}
