/** Finds what the caller could change so that a refused rule holds. */
import { type Condition, leavesOf, type Path } from '../check/condition.ts'
import type { Evaluate } from '../evaluate/evaluate.ts'
import { readPath } from '../evaluate/read-facts.ts'
import { answerTo } from '../evaluate/answer.ts'
import type { Facts } from '../rule.ts'
import { isShown, type Audience } from '../explain/explain.ts'
import { Budget } from './budget.ts'
import { isDemandable } from './demand/demand.ts'
import { type Plan, plansFor, type Requirement } from './plans.ts'
import { leastRemedies } from './least-remedies.ts'
import type { Remedy } from './remedy.ts'
import { type Step, stepTo } from './demand/step.ts'
import { isReachable, withValue } from './with-value.ts'

/** A rule that may have been refused, and how it is evaluated. */
export interface Refused {
  readonly condition: Condition
  readonly evaluate: Evaluate
  /** Rules of which each would do as well. */
  readonly orElse: readonly { readonly evaluate: Evaluate }[]
}

/** For whom remedies are looked for, and when. */
export interface Helped extends Audience {
  readonly canChange: (path: string) => boolean
}

/**
 * Lists at most three remedies, the shortest first. Each was tried: with values that meet its changes the
 * rule holds, and with only some of the changes it does not. They tell nothing that the caller may not
 * read, and ask for nothing that he cannot change: so there may be none. Not every way out is found, as a
 * rule may have exponentially many.
 */
export function remediesOf(question: Refused, facts: Facts, helped: Helped): readonly Remedy[] {
  const { condition, orElse } = question
  const evaluate: Evaluate = (tried, options) =>
    question.evaluate(tried, options) || orElse.some((rule) => rule.evaluate(tried, options))
  if (evaluate(facts, helped)) return []

  const search: Search = {
    evaluate,
    facts,
    helped,
    isMet: metBy(facts, helped),
    budget: new Budget(mostWork),
    weight: weightOf(condition, facts) * (1 + orElse.length),
  }
  const found: Attempt[] = []
  for (const plan of plansFor(condition, (requirement) => distanceOf(search, requirement))) {
    found.push(...attemptsAt(search, plan).filter((attempt) => works(search, attempt)))
    if (found.length >= enough) break
  }
  return leastRemedies(found.map(remedyFrom))
}

/** The units of work that are spent at the most; then what was found is told. */
const mostWork = 60_000

// What asking the rule again costs: a pattern takes up to a dozen units for each character.
function weightOf(condition: Condition, facts: Facts): number {
  return leavesOf(condition).reduce((sum, { asked, path }) => {
    const value = asked.op === 'matches' ? readPath(facts, path) : null
    return sum + 1 + (typeof value === 'string' ? value.length * 12 : 0)
  }, 1)
}

const mostChanges = 4
const mostAttempts = 4

/** So many are found before the best are taken. */
const enough = 12

interface Search {
  readonly evaluate: Evaluate
  readonly facts: Facts
  readonly helped: Helped
  readonly isMet: (requirement: Requirement) => boolean
  readonly budget: Budget
  /** What asking the rule once costs. */
  readonly weight: number
}

type Attempt = readonly Step[]

function metBy(facts: Facts, { now }: Helped): Search['isMet'] {
  const outcomes = new Map<Requirement['leaf'], boolean>()
  return ({ leaf, holds }) => {
    const outcome = outcomes.get(leaf) ?? answerTo(leaf, facts, now).holds
    outcomes.set(leaf, outcome)
    return outcome === holds
  }
}

function distanceOf(search: Search, requirement: Requirement): number {
  if (search.isMet(requirement)) return 0
  return changeablePaths(search, requirement).length > 0 ? 1 : Infinity
}

function changeablePaths({ facts, helped }: Search, { leaf }: Requirement): readonly Path[] {
  if (!isDemandable(leaf)) return []

  const sides = 'path' in leaf.operand ? [leaf.path, leaf.operand.path] : [leaf.path]
  if (!sides.every((path) => isShown(path, helped))) return []
  return sides.filter((path) => helped.canChange(path.text) && isReachable(facts, path))
}

/** Chooses, for each requirement that is not met, which of its sides is to change. */
function attemptsAt(search: Search, { requirements }: Plan): readonly Attempt[] {
  let choices: readonly (readonly Path[])[] = [[]]
  for (const requirement of requirements.filter((one) => !search.isMet(one))) {
    const paths = changeablePaths(search, requirement)
    choices = choices
      .flatMap((chosen) => paths.map((path) => withPath(chosen, path)))
      .filter(({ length }) => length <= mostChanges)
      .slice(0, mostAttempts)
  }
  return choices.flatMap((paths) => {
    const steps = paths.map((path) => stepTo(path, { ...search, requirements, changed: paths }))
    return steps.every((step) => step !== null) ? [steps] : []
  })
}

function withPath(chosen: readonly Path[], path: Path): readonly Path[] {
  return chosen.some(({ text }) => text === path.text) ? chosen : [...chosen, path]
}

function works(search: Search, attempt: Attempt): boolean {
  const parts = properParts(attempt)
  if (!search.budget.spend(search.weight * (parts.length + 1))) return false
  return holdsAfter(search, attempt) && !parts.some((part) => holdsAfter(search, part))
}

function holdsAfter(search: Search, steps: Attempt): boolean {
  const { evaluate, facts, helped } = search
  const changed = steps.reduce((before, { path, value }) => withValue(before, path, value), facts)
  return evaluate(changed, helped)
}

/** Lists the parts of an attempt that leave something out, and not everything. */
function properParts(attempt: Attempt): readonly Attempt[] {
  const all = 2 ** attempt.length - 1
  return Array.from({ length: Math.max(all - 1, 0) }, (_, index) =>
    attempt.filter((_step, bit) => ((index + 1) >>> bit) & 1),
  )
}

function remedyFrom(attempt: Attempt): Remedy {
  const changes = attempt.map(({ change }) => change)
  const [only] = changes
  return only && changes.length === 1 ? only : { all: changes }
}
