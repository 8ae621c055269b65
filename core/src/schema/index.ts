/** Schemas: one vocabulary of fields for entities, command inputs and events. */
export { type BaseKey, baseKeys, checkFields } from './check-fields.ts'
export { asDeclared, type NamedEntity } from './entity-name.ts'
export type {
  CheckAnswer,
  Compute,
  Field,
  FieldLimits,
  FieldSchema,
  Fields,
  FieldTraits,
  FieldType,
  InputOf,
  ListField,
  Presence,
  ValidatedSchema,
  ValidationContext,
  Validator,
  ValueOf,
  ValuesOf,
} from './field.ts'
export {
  type FieldBuilders,
  type FieldOptions,
  field,
  keyed,
  type ListOptions,
  type MoneyOptions,
  type RefOptions,
  type RangeOptions,
  type StringOptions,
} from './field-builders.ts'
export {
  type FormCheck,
  type FormField,
  type FormOption,
  formFieldsOf,
  type Widget,
} from './emit/form-schema.ts'
export { memberTexts } from './emit/type-text.ts'
export type { Id, ID, KeyOf, TargetOf } from './id.ts'
export { type JsonSchema, type JsonSchemaForm, jsonSchemaOf, labelOf } from './emit/json-schema.ts'
export {
  createValidator,
  type SchemaValidator,
  type ValidatorOptions,
} from './validation/schema-validator.ts'
export { type StoredQuestion, storedQuestionsOf } from './stored-question.ts'
export { literalFailures } from './validation/literal-failures.ts'
export { jsonFailures } from './validation/json-failures.ts'
export { isReadable, unreadable } from './validation/readable.ts'
export { geoProblem } from './validation/values/geo-value.ts'
export { isStorable } from './validation/values/text.ts'
export { isInstant } from './validation/values/value-checks.ts'
export {
  type CustomCheck,
  type CustomFailure,
  type ValidatorShelf,
  Validators,
} from './validators.ts'
