/** Declares an entity by a class, whose name is then that of its records' type. */
import type { Fields, FieldSchema } from '../schema/field.ts'
import {
  definitionData,
  type EntityDeclaration,
  type EntityDefinition,
  type EntityOf,
  typed,
  type UntimedDefinition,
} from './define-entity.ts'

/** A definition that a class extends. Nothing is ever constructed: records are plain data. */
export interface EntityClass<Name extends string = string, F = unknown>
  extends EntityDefinition<Name, F> {
  new (record: never): EntityOf<EntityDefinition<Name, F>>
}

/** A definition that a class extends, of records that do not say when they were created and changed. */
export interface UntimedEntityClass<Name extends string = string, F = unknown>
  extends UntimedDefinition<Name, F> {
  new (record: never): EntityOf<UntimedDefinition<Name, F>>
}

/** Declares an entity by a class; `Context` is bound once, where the context is known. */
export type DefineEntityClass<Context> = <
  const Name extends string,
  const F extends Fields | readonly FieldSchema[],
  const Timed extends boolean = true,
>(
  declaration: EntityDeclaration<Name, F, Timed, Context>,
) => Timed extends false ? UntimedEntityClass<Name, F> : EntityClass<Name, F>

/**
 * Declares an entity by a class: `class Order extends entityClass({…}) {}`. It is the same as with
 * `defineEntity`, and editors and compiler call the type of its records `Order`, however many fields they
 * have. The class adds nothing: the boot says so otherwise.
 */
export const entityClass: DefineEntityClass<never> = (declaration) => {
  const data = definitionData(declaration)
  const construct = function (): never {
    throw new TypeError(
      `records of ${data.name} are plain data: ctx.repo(${data.name}).save({…}) makes one`,
    )
  }
  Object.defineProperty(construct, 'name', { value: data.name, writable: true })
  return typed(Object.freeze(Object.assign(construct, data)))
}
