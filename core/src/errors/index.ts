/** Errors: one table of codes, a handful of classes. */
export { type ErrorCode, errorCodes, type KnownErrorCode } from './codes.ts'
export {
  AuthenticationError,
  AuthorizationError,
  BusinessError,
  ConflictError,
  CoreError,
  type ErrorFacts,
  type ErrorOptions,
  IntegrationError,
  NotFoundError,
  ValidationError,
} from './core-error.ts'
export {
  type FailureSentence,
  type ValidationFailure,
  validationFailure,
} from './validation-failure.ts'
