/** Finds the ways in which a rule could hold: sets of leaves that, decided so, decide the whole. */
import type { Condition, Leaf } from '../check/condition.ts'

/** A leaf, and what it has to answer. */
export interface Requirement {
  readonly leaf: Leaf
  readonly holds: boolean
}

/** Requirements that together make the rule hold, whatever its other leaves answer. */
export interface Plan {
  readonly requirements: readonly Requirement[]
  /** How many of them are not met yet. */
  readonly distance: number
}

/** Tells how far a requirement is from being met: 0 when it is, 1 in reach, Infinity out of reach. */
export type Measure = (requirement: Requirement) => number

/** The plans that are carried on with: the nearest ones. There may be exponentially many. */
const mostPlans = 16

/** The most requirements of a plan that are not met yet: more of them no few changes could meet. */
const mostDistance = 16

/** Lists the plans that are in reach, the nearest first; of equals, in the order in which they are written. */
export function plansFor(condition: Condition, measure: Measure): readonly Plan[] {
  return plans(condition, true, measure)
}

function plans(condition: Condition, holds: boolean, measure: Measure): readonly Plan[] {
  switch (condition.kind) {
    case 'leaf': {
      const requirement = { leaf: condition, holds }
      return nearest([{ requirements: [requirement], distance: measure(requirement) }])
    }
    case 'rule':
      return plans(condition.body, holds, measure)
    case 'not':
      return plans(condition.part, !holds, measure)
    case 'and':
    case 'or': {
      const choices = condition.parts.map((part) => plans(part, holds, measure))
      const needsAll = (condition.kind === 'and') === holds
      return needsAll ? choices.reduce(both, [nothing]) : nearest(choices.flat())
    }
  }
}

const nothing: Plan = { requirements: [], distance: 0 }

function both(some: readonly Plan[], others: readonly Plan[]): readonly Plan[] {
  const joined = some.flatMap((one) =>
    others.map((other) => ({
      requirements: [...one.requirements, ...other.requirements],
      distance: one.distance + other.distance,
    })),
  )
  return nearest(joined)
}

function nearest(candidates: readonly Plan[]): readonly Plan[] {
  return candidates
    .filter(({ distance }) => distance <= mostDistance)
    .toSorted((one, other) => one.distance - other.distance)
    .slice(0, mostPlans)
}
