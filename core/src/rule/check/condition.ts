/** A checked rule in the form that the back ends work on: paths taken apart, operators and rules found. */
import type { Operand, Operator } from '../operators.ts'
import type { LeafRule, RuleExpr } from '../rule.ts'
import type { FactField } from './fact-shape.ts'

/** A path, taken apart. */
export interface Path {
  /** `entity.customer.creditLimit`. */
  readonly text: string
  readonly segments: readonly Segment[]
  /** What stands at its end. */
  readonly field: FactField
  /** A field on its way, or at its end, is sensitive. */
  readonly isSensitive: boolean
  /** A field on its way, or at its end, exists in process only. */
  readonly isComputed: boolean
  /** Some segment stands for several records: the path then leads to several values. */
  readonly isMany: boolean
}

/** One name in a path. */
export interface Segment {
  readonly name: string
  /** It stands for a record that is loaded on its own: a root, or a ref that is crossed. */
  readonly isLoaded: boolean
  /** It stands for a list of such records. */
  readonly isList: boolean
}

/** A checked condition. `expr` is the frozen data that it was made from. */
export type Condition = Leaf | Group | Negation | NamedRule

/** A comparison. */
export interface Leaf {
  readonly kind: 'leaf'
  readonly expr: LeafRule
  readonly path: Path
  /** As it was written: for sentences. */
  readonly operator: Operator
  /** What is asked: the operator itself, or the one that it opposes. */
  readonly asked: Operator
  /** The answer is turned round: an opposite, or a flag that asks for false. */
  readonly isNegated: boolean
  /** What it compares with: the literal, or the path that leads to it. */
  readonly operand: { readonly value: Operand } | { readonly path: Path }
}

/** Several parts that must all hold, or of which one must. */
export interface Group {
  readonly kind: 'and' | 'or'
  readonly expr: RuleExpr
  readonly parts: readonly Condition[]
}

/** The opposite of its part. */
export interface Negation {
  readonly kind: 'not'
  readonly expr: RuleExpr
  readonly part: Condition
}

/** A rule that has a name, or a template that has its values. */
export interface NamedRule {
  readonly kind: 'rule'
  readonly expr: RuleExpr
  readonly rule: string
  readonly body: Condition
}

/** Lists the leaves of a condition, those of named rules included. */
export function leavesOf(condition: Condition): readonly Leaf[] {
  switch (condition.kind) {
    case 'leaf':
      return [condition]
    case 'not':
      return leavesOf(condition.part)
    case 'rule':
      return leavesOf(condition.body)
    case 'and':
    case 'or':
      return condition.parts.flatMap(leavesOf)
  }
}

/** Lists the names of the rules and templates that a condition stands on, each once. */
export function namesIn(condition: Condition): ReadonlySet<string> {
  switch (condition.kind) {
    case 'leaf':
      return new Set()
    case 'not':
      return namesIn(condition.part)
    case 'rule':
      return new Set([condition.rule, ...namesIn(condition.body)])
    case 'and':
    case 'or':
      return new Set(condition.parts.flatMap((part) => [...namesIn(part)]))
  }
}

/** Lists the paths that a condition reads, each once. */
export function pathsOf(condition: Condition): readonly Path[] {
  const paths = new Map<string, Path>()
  for (const { path, operand } of leavesOf(condition)) {
    paths.set(path.text, path)
    if ('path' in operand) paths.set(operand.path.text, operand.path)
  }
  return [...paths.values()]
}
