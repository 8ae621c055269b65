/** Entities: what a module's records are. */
export {
  type ChoicesOf,
  type CreateOf,
  type DefineEntity,
  defineEntity,
  type Entity,
  type EntityDefinition,
  type EntityDeclaration,
  type EntityOf,
  type EntityTraits,
  type Meta,
  type SaveOf,
  type UntimedDefinition,
  type UntimedEntity,
} from './define-entity.ts'
export {
  type DefineEntityClass,
  type EntityClass,
  entityClass,
  type UntimedEntityClass,
} from './entity-class.ts'
export {
  type ComputedField,
  type EntitySchema,
  entitySchema,
  type TimedStates,
} from './entity-schema.ts'
export type { EntityData } from './entity-data.ts'
export {
  type Circumstances,
  EntitySchemaRegistry,
  type FormSchema,
  type ValidationResult,
} from './schema-registry.ts'
export { camelCase, kebabCase } from './naming.ts'
export type { DeclaredHooks, EntityHooks, Hook, HookName } from './hooks.ts'
