/** Checks the classes that name the records of entities: `class Order extends entityClass({…}) {}`. */
import type { EntityDefinition } from '../../entity/index.ts'
import { asDeclared } from '../../schema/index.ts'
import { type Declarations, isEntity } from './declarations.ts'
import type { Mistake } from './mistake.ts'

/**
 * Finds classes that say more than a name: records are plain data, and would not have it. And what is
 * listed as an entity and is none, such as a class that extends nothing.
 */
export function checkNamingClasses({ modules }: Declarations): readonly Mistake[] {
  return modules.flatMap(({ id: module, entities }) =>
    entities.flatMap((entity: unknown) =>
      problemsOf(entity).map((message) => ({ module, message })),
    ),
  )
}

function problemsOf(entity: unknown): readonly string[] {
  if (!isEntity(entity)) {
    const hint = 'declare it by defineEntity({…}), or as class Order extends entityClass({…}) {}'
    return [`${shown(entity)} is listed as an entity and is none; ${hint}`]
  }
  return addedBy(entity).map(
    (key) =>
      `entity ${asDeclared(entity).name}: its class adds "${key}", which no record has, for records` +
      ` are plain data; write a function of the record, or field.computed`,
  )
}

function shown(listed: unknown): string {
  if (typeof listed === 'function') return `the class or function "${listed.name}"`
  return typeof listed === 'object' && listed !== null ? 'an object' : String(listed)
}

function addedBy(entity: EntityDefinition): readonly string[] {
  if (entity === asDeclared(entity)) return []

  const own = Object.getOwnPropertyNames(entity).filter((key) => !everyClassHas.has(key))
  const prototype: unknown = Reflect.get(entity, 'prototype')
  const inherited = Object.getOwnPropertyNames(prototype).filter((key) => key !== 'constructor')
  return [...own, ...inherited]
}

const everyClassHas: ReadonlySet<string> = new Set(['length', 'name', 'prototype'])
