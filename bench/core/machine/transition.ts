/** The benchmark of a machine that decides what an event does. */
import { compileMachine, compileRule, transition } from '@plinth/core/runtime'
import type { Benchmark, Contest } from '../../harness/benchmark.ts'
import { duel } from '../../harness/duel.ts'
import { nextStep, parcelMachine } from './parcel.ts'
import { walk } from './walk.ts'

/** One event on a record: find the way, ask its guard, collect the actions. */
export const transitionBenchmark: Benchmark = {
  area: 'core',
  name: 'transition',
  shows: 'an event on a machine of 8 states: the way, its guard, its actions; against a switch',
  goal: { timesLimit: 5, timesFaster: { robot3: 20, xstate: 100 } },
  prepare: transitionContest,
}

function transitionContest(): Promise<Contest> {
  const machine = compileMachine(parcelMachine, (guard) => compileRule(guard, { generate: true }))
  return duel({
    inputs: walk(1_000),
    ours: ({ from, event, facts }) => transition(machine, from, event, facts),
    limit: ({ from, event, facts }) => nextStep(from, event, facts),
    peers: { libraries: ['robot3', 'xstate'], subject: 'transition' },
    answer: targetOf,
  })
}

/** Reads the new state from an answer: a result, a step, or the state itself. */
function targetOf(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null) return answer
  if ('value' in answer) return targetOf(answer.value)
  return 'to' in answer ? answer.to : answer
}
