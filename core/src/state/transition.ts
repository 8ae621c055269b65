/** Decides what an event does to a record: where it goes and what is to do, or why it stays. */
import { Err, type Result } from '../primitives/index.ts'
import type { Explanation, Facts } from '../rule/index.ts'
import type { Machine, Move, MachineState, Way } from './compile/compile-machine.ts'

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
  // Counted by hand, and what is seldom stands apart: every event comes through here.
  for (let at = 0; at < candidates.length; at++) {
    const candidate = candidates[at]
    if (candidate && isOpen(candidate, facts)) return candidate.taken
  }
  return Err(refusal(state, { machine: machine.id, state: from, event }, facts))
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
  throw unknownState(machine, name)
}

/** Tells whether a way may be taken. */
export function isOpen({ guard }: Way, facts: Facts): boolean {
  return guard === null || guard.evaluate(facts)
}

function unknownState({ id, states }: Machine, name: string): RangeError {
  const known = [...states.keys()].join(', ')
  return new RangeError(`machine "${id}" has no state "${name}"; it has: ${known}`)
}

type Question = Pick<Refusal, 'machine' | 'state' | 'event'>

function refusal(state: MachineState, question: Question, facts: Facts): Refusal {
  const candidates = state.on.get(question.event) ?? none
  const barred = candidates.flatMap(({ target, guard }) =>
    guard ? [{ target, why: guard.explain(facts) }] : [],
  )
  return { ...question, allowed: allowedEvents(state, facts), barred }
}
