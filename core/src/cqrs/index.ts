/** Commands and queries: how modules are asked, and asked by each other. */
export { authorization } from './authorization.ts'
export {
  type CommandDefinition,
  type CommandTraits,
  commandDefinition,
  type DefineCommand,
  type DefineQuery,
  type Handle,
  type MessageDeclaration,
  type MessageTraits,
  type QueryDefinition,
  type QueryTraits,
  queryDefinition,
} from './define-message.ts'
export { logging } from './logging.ts'
export { Mediator } from './mediator.ts'
export {
  bodyOf,
  type Command,
  type CommandMessage,
  type MessageOrigin,
  type Query,
  type QueryMessage,
  type Request,
  subjectOf,
} from './message.ts'
export {
  type Actor,
  type Permission,
  type PermissionResolver,
  permission,
  type RoleGrants,
} from './permission.ts'
export type { MediatorMiddleware } from './pipeline.ts'
export { validation } from './validation.ts'
