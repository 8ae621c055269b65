/** Rules: conditions as data, checked, evaluated, explained. */
export { Area, gridSteps } from './area/index.ts'
export { checkRule, inspectRule, ruleInvalid } from './check/check-rule.ts'
export type {
  Condition,
  Leaf,
  Path,
  Segment,
} from './check/condition.ts'
export { pathsOf } from './check/condition.ts'
export {
  type FactField,
  type FactShape,
  type FactType,
  factShape,
  rootsShape,
} from './check/fact-shape.ts'
export { ruleLimits } from './check/rule-limits.ts'
export type { CheckOptions, TemplateData } from './check/rule-walk.ts'
export { compileEvaluation } from './compile-evaluation.ts'
export {
  type CompiledRule,
  type CompileOptions,
  compileRule,
  type ExplainOptions,
  type RemedyOptions,
} from './compile-rule.ts'
export {
  defineRule,
  type EntityPath,
  type RuledEntity,
} from './define-rule.ts'
export {
  defineRuleTemplate,
  type ParamsOf,
  type RuleTemplate,
  type TemplateDeclaration,
  type TemplateDefinition,
} from './define-template.ts'
export { organizationRules } from './engine/organization-rules.ts'
export { inspectRegistration, type Registration, ruleNames } from './engine/rule-book.ts'
export {
  createRuleEngine,
  type EngineOptions,
  type RuleEngine,
  type Tightening,
} from './engine/rule-engine.ts'
export type { RuleOverlay } from './engine/rule-overlay.ts'
export type { EvaluateOptions } from './evaluate/evaluate.ts'
export {
  detailOf,
  type Explanation,
  failuresOf,
  type GroupExplanation,
  type LeafExplanation,
  type Redacted,
} from './explain/explanation.ts'
export { remediesOfAny } from './remedy/remedies-of-any.ts'
export type { Change, JointChanges, Remedy } from './remedy/remedy.ts'
export { wordsOf } from './explain/words.ts'
export { type FieldFilter, type Filter, toRule } from './filter.ts'
export { dayLength, windowOf } from './operators.ts'
export { longestSubject, Pattern, toSqlPattern } from './pattern/index.ts'
export { compileRules, type DecisionProgram } from './program/decision-program.ts'
export type {
  AndRule,
  Facts,
  LeafRule,
  NotRule,
  Op,
  OrRule,
  ParamRef,
  RefRule,
  RuleDefinition,
  RuleExpr,
  RuleScalar,
  RuleValue,
  TemplateRule,
  ValueRef,
} from './rule.ts'
