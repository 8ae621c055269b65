/** Turns a checked condition into functions that call each other: for rules from anywhere. */
import type { Condition, Leaf } from '../check/condition.ts'
import { questionOf, type Setting, timeFor } from './question.ts'
import type { EvaluateOptions } from './evaluate.ts'
import { type Scope, valueAt } from './layout.ts'
import { valuesAt } from './read-facts.ts'

/** Decides in a scope that its layout has opened. */
export type Decide = (scope: Scope, options?: EvaluateOptions) => boolean

/** Compiles a condition for the layout of its paths. */
export function compileCondition(condition: Condition, setting: Setting): Decide {
  switch (condition.kind) {
    case 'leaf':
      return compileLeaf(condition, setting)
    case 'rule':
      return compileCondition(condition.body, setting)
    case 'not':
      return negated(compileCondition(condition.part, setting))
    case 'and':
      return every(condition.parts.map((part) => compileCondition(part, setting)))
    case 'or':
      return some(condition.parts.map((part) => compileCondition(part, setting)))
  }
}

function compileLeaf(leaf: Leaf, setting: Setting): Decide {
  // An opposite asks its own question, which is faster; across a list only the turned answer is right.
  if (leaf.operator.opposes !== null && !leaf.path.isMany) return compileOne(leaf, setting)

  const decide = leaf.path.isMany ? compileAny(leaf, setting) : compileOne(leaf, setting)
  return leaf.isNegated ? negated(decide) : decide
}

function compileOne({ path, operator, operand }: Leaf, setting: Setting): Decide {
  const source = setting.sourceOf(path)
  if ('value' in operand)
    return questionOf(operator, { ...setting, source, operand: operand.value })

  const other = setting.sourceOf(operand.path)
  const { test } = operator
  const nowOf = timeFor(operator, setting)
  return (scope, options) => test(valueAt(scope, source), valueAt(scope, other), nowOf(options))
}

// Across a list it holds if it does for any.
function compileAny({ path, asked, operand }: Leaf, setting: Setting): Decide {
  const { test } = asked
  const { segments } = path
  const nowOf = timeFor(asked, setting)
  const other = 'path' in operand ? setting.sourceOf(operand.path) : null
  const literal = 'value' in operand ? operand.value : null
  return (scope, options) => {
    const expected = other ? valueAt(scope, other) : literal
    const now = nowOf(options)
    return valuesAt(scope.facts, segments).some((actual) => test(actual, expected, now))
  }
}

function negated(decide: Decide): Decide {
  return (scope, options) => !decide(scope, options)
}

// Written out for up to three, and chained: a loop over the parts takes twice as long.
function every([first, second, third, ...more]: readonly Decide[]): Decide {
  if (!first) return () => true
  if (!second) return first
  if (!third) return (scope, options) => first(scope, options) && second(scope, options)

  if (more.length === 0) {
    return (scope, options) =>
      first(scope, options) && second(scope, options) && third(scope, options)
  }
  const others = every(more)
  return (scope, options) =>
    first(scope, options) &&
    second(scope, options) &&
    third(scope, options) &&
    others(scope, options)
}

function some([first, second, third, ...more]: readonly Decide[]): Decide {
  if (!first) return () => false
  if (!second) return first
  if (!third) return (scope, options) => first(scope, options) || second(scope, options)

  if (more.length === 0) {
    return (scope, options) =>
      first(scope, options) || second(scope, options) || third(scope, options)
  }
  const others = some(more)
  return (scope, options) =>
    first(scope, options) ||
    second(scope, options) ||
    third(scope, options) ||
    others(scope, options)
}
