/** Decides what an event does to a record: where it goes and what is to do, or why it stays. */
import { Err, type Result } from '../primitives/index.ts'
import type { Explanation, Facts } from '../rule/index.ts'
import type { Machine, Move, MachineState, Way } from './compile-machine.ts'

/** Why an event changes nothing. `barred` is empty when the state does not know the event. */
export interface Refusal {
  readonly machine: string
  readonly state: string
  readonly event: string
  /** The events that would change the state now. */
  readonly allowed: readonly string[]
  readonly barred: readonly { readonly target: string; readonly why: Explanation }[]
}

/**
 * Fires an event on a record that is in `from`.
 *
 * Candidates are tried in the order in which they are written; the first whose guard holds wins.
 * Pure: the same arguments give the same result, and nothing is read, written or timed.
 *
 * @throws RangeError when the machine has no state `from`: record and machine are out of step.
 * @throws CoreError `rule.fact-missing` when a guard reads a fact that was not loaded.
 */
// oxlint-disable-next-line eslint/max-params -- a sentence of four words: this machine, from here, on that event, given these facts
export function transition(
  machine: Machine,
  from: string,
  event: string,
  facts: Facts,
): Result<Move, Refusal> {
  const state = stateOf(machine, from)
  const candidates = state.on.get(event) ?? none
  for (const candidate of candidates) {
    if (isOpen(candidate, facts)) return candidate.taken
  }

  const question = { machine: machine.id, state: from, event }
  return Err({ ...question, ...whyNot(state, candidates, facts) })
}

const none: readonly Way[] = []

/** Lists the events that would change the state now, in the order in which they are written. */
export function allowedEvents(state: MachineState, facts: Facts): readonly string[] {
  const events: string[] = []
  for (const [event, candidates] of state.on) {
    if (candidates.some((candidate) => isOpen(candidate, facts))) events.push(event)
  }
  return events
}

/** Finds a state by its name. @throws RangeError when there is none */
export function stateOf(machine: Machine, name: string): MachineState {
  const state = machine.states.get(name)
  if (state) return state

  const known = [...machine.states.keys()].join(', ')
  throw new RangeError(`machine "${machine.id}" has no state "${name}"; it has: ${known}`)
}

/** Tells whether a way may be taken. */
export function isOpen({ guard }: Way, facts: Facts): boolean {
  return guard === null || guard.evaluate(facts)
}

type WhyNot = Pick<Refusal, 'allowed' | 'barred'>

function whyNot(state: MachineState, candidates: readonly Way[], facts: Facts): WhyNot {
  const barred = candidates.flatMap(({ target, guard }) =>
    guard ? [{ target, why: guard.explain(facts) }] : [],
  )
  return { allowed: allowedEvents(state, facts), barred }
}
