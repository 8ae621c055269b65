/** Checks the classes that name the records of entities: `class Order extends entityClass({…}) {}`. */
import type { EntityDefinition } from '../../entity/index.ts'
import { asDeclared } from '../../schema/index.ts'
import type { Declarations } from './declarations.ts'
import type { Mistake } from './mistake.ts'

/** Finds classes that say more than a name: records are plain data, and would not have it. */
export function checkNamingClasses({ modules }: Declarations): readonly Mistake[] {
  return modules.flatMap(({ id: module, entities }) =>
    entities.flatMap((entity) =>
      addedBy(entity).map((key) => ({
        module,
        message:
          `entity ${asDeclared(entity).name}: its class adds "${key}", which no record has, for records` +
          ` are plain data; write a function of the record, or field.computed`,
      })),
    ),
  )
}

function addedBy(entity: EntityDefinition): readonly string[] {
  if (entity === asDeclared(entity)) return []

  const own = Object.getOwnPropertyNames(entity).filter((key) => !everyClassHas.has(key))
  const prototype: unknown = Reflect.get(entity, 'prototype')
  const inherited = Object.getOwnPropertyNames(prototype).filter((key) => key !== 'constructor')
  return [...own, ...inherited]
}

const everyClassHas: ReadonlySet<string> = new Set(['length', 'name', 'prototype'])
