/** Makes a template ready for the check of rules that use it: with the validator of what they give it. */
import { createValidator, type FieldSchema, type SchemaValidator } from '../../schema/index.ts'
import type { TemplateData } from '../check/rule-walk.ts'

/** Prepares a template whose parameters are in order. */
export function templateData(params: readonly FieldSchema[], expr: unknown): TemplateData {
  return {
    params,
    expr,
    validatorOf: (apart) =>
      apart.size === 0
        ? wholeValidator(params)
        : createValidator(params.filter(({ key }) => !apart.has(key))),
  }
}

/** Most uses give nothing but literals: their validator is made once for a template. */
const validators = new WeakMap<readonly FieldSchema[], SchemaValidator>()

function wholeValidator(params: readonly FieldSchema[]): SchemaValidator {
  const validator = validators.get(params) ?? createValidator(params)
  validators.set(params, validator)
  return validator
}
