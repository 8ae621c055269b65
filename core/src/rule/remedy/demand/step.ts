/** Finds the change that a plan demands of one value, and a value that meets it. */
import type { Path } from '../../check/condition.ts'
import { readPath } from '../../evaluate/read-facts.ts'
import type { Facts } from '../../rule.ts'
import type { Budget } from '../budget.ts'
import { candidatesFor } from './candidates.ts'
import { type Demand, type Demanded, demandOnField, demandOnOperand } from './demand.ts'
import { type Audience, isShown } from '../../explain/explain.ts'
import { joinDemands } from './join-demands.ts'
import { meeting } from './meets.ts'
import type { Requirement } from '../plans.ts'
import type { Change } from '../remedy.ts'

/** A change of the value at a path, and one value that meets it. */
export interface Step {
  readonly path: Path
  readonly change: Change
  readonly value: unknown
}

/** What a step is part of. */
export interface Course {
  readonly facts: Facts
  readonly helped: Audience
  /** All that has to be so in the end: met now, or not. */
  readonly requirements: readonly Requirement[]
  /** The paths of all steps. */
  readonly changed: readonly Path[]
  readonly budget: Budget
}

/** Finds the step for a path; null when no one change says what is demanded, or no value is found for it. */
export function stepTo(path: Path, course: Course): Step | null {
  const demands = demandsOn(path, course)
  const joined = demands && joinDemands(demands.map(({ change }) => change))
  if (!demands || !joined) return null

  const weight = demands.reduce((sum, demand) => sum + weightOf(demand), 0)
  const accepted = (value: unknown) =>
    course.budget.spend(demands.length) && demands.every((demand) => demand.accepts(value))
  if (!course.budget.spend(weight)) return null

  const change = narrowed(joined, accepted)
  const current = readPath(course.facts, path)
  const examples = demands.flatMap((demand) => demand.examples)
  const candidates = [...examples, ...candidatesFor(path, change, current)]
  const isMet = meeting(change)
  const value = candidates.find((candidate) => accepted(candidate) && isMet(candidate))
  return value === undefined ? null : { path, change: { set: path.text, ...change }, value }
}

// Lists are looked through, and patterns prepared, once for each step.
function weightOf({ change }: Demand): number {
  const items = Object.values(change).reduce<number>((sum, said) => sum + lengthOf(said), 1)
  return change.matching === undefined && change.notMatching === undefined ? items : patternWeight
}

const patternWeight = 10_000

function lengthOf(said: unknown): number {
  return Array.isArray(said) ? said.length : 1
}

/** States what is demanded of a path; null when something is that may not be told, or hangs on another step. */
function demandsOn(path: Path, course: Course): readonly Demand[] | null {
  const demands: Demand[] = []
  for (const requirement of course.requirements) {
    if (touchesPartOf(path, requirement)) return null
    const demand = demandOn(path, requirement, course)
    if (demand === undefined) continue
    if (demand === null || hangsOn(demand, course)) return null
    demands.push(demand)
  }
  return demands
}

function demandOn(
  path: Path,
  requirement: Requirement,
  { facts, helped }: Course,
): Demand | null | undefined {
  const { leaf } = requirement
  const other = 'path' in leaf.operand ? leaf.operand.path : null
  const expected = 'path' in leaf.operand ? readPath(facts, leaf.operand.path) : leaf.operand.value
  const sides = { actual: readPath(facts, leaf.path), expected, now: helped.now }
  if (leaf.path.text === path.text) return demandOnField(requirement, sides)
  return other?.text === path.text ? demandOnOperand(requirement, sides) : undefined
}

function hangsOn({ from }: Demand, { changed, helped }: Course): boolean {
  if (!from) return false
  return !isShown(from, helped) || changed.some(({ text }) => text === from.text)
}

// `total.amount` changes with `total`, and the other way round.
function touchesPartOf({ text }: Path, { leaf }: Requirement): boolean {
  const sides = 'path' in leaf.operand ? [leaf.path, leaf.operand.path] : [leaf.path]
  return sides.some((side) => side.text.startsWith(`${text}.`) || text.startsWith(`${side.text}.`))
}

/** Leaves of a list of possible values those that meet everything; then nothing more has to be said. */
function narrowed(change: Demanded, accepted: (value: unknown) => boolean): Demanded {
  return change.oneOf ? { oneOf: change.oneOf.filter(accepted) } : change
}
