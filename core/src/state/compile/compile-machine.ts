/** Makes a machine ready to be asked: states and events by name, guards compiled, actions in order. */
import { Ok } from '../../primitives/index.ts'
import type { CompiledRule } from '../../rule/index.ts'
import {
  type Action,
  type Exit,
  type Guard,
  stateFieldOf,
  type StateMachine,
  type StateNode,
  type Transition,
} from '../machine.ts'
import { ShortMap } from './short-map.ts'

/** A machine, ready to be asked. Frozen. */
export interface Machine {
  readonly id: string
  /** The name of the entity whose life it is. */
  readonly entityType: string
  /** The field of the entity that holds the state. */
  readonly field: string
  readonly initial: string
  readonly states: ReadonlyMap<string, MachineState>
}

/** A state and what leads out of it. */
export interface MachineState {
  readonly name: string
  readonly label: string | null
  readonly color: string | null
  readonly terminal: boolean
  /** Event → the candidates, in the order in which they are tried. */
  readonly on: ReadonlyMap<string, readonly Way[]>
  /** What happens by itself, in the order in which it is written. */
  readonly after: readonly TimedWay[]
}

/** A way out of a state. */
export interface Way {
  readonly target: string
  /** Must hold for the transition to be taken; null when it always may be. */
  readonly guard: CompiledRule | null
  /** What comes of taking it: the same frozen answer each time. */
  readonly taken: Ok<Move>
}

/** A way out of a state that is taken by itself. */
export interface TimedWay extends Way {
  /** Milliseconds since the record came into the state. */
  readonly delay: number
}

/** A change of state. The actions stand in the order in which they run: exit, transition, entry. */
export interface Move {
  readonly from: string
  readonly to: string
  readonly actions: readonly Action[]
}

/**
 * Compiles a machine in which `checkMachine` finds nothing wrong. `compileGuard` knows which facts
 * there are, and throws when a guard reads others.
 */
export function compileMachine(
  definition: StateMachine,
  compileGuard: (guard: Guard) => CompiledRule,
): Machine {
  const { id, entityType, initial } = definition
  const states = Object.entries(definition.states).map(
    (named) => [named[0], compileState(named, { definition, compileGuard })] as const,
  )
  const field = stateFieldOf(definition)
  return Object.freeze({ id, entityType, field, initial, states: new ShortMap(states) })
}

/** Writes what stands behind an event as a list: a bare state is a transition without conditions. */
export function candidatesOf(exit: Exit): readonly Transition[] {
  if (typeof exit === 'string') return [{ target: exit }]
  return 'target' in exit ? [exit] : [...exit]
}

interface Compilation {
  readonly definition: StateMachine
  readonly compileGuard: (guard: Guard) => CompiledRule
}

type NamedState = readonly [name: string, state: StateNode]

function compileState(from: NamedState, compilation: Compilation): MachineState {
  const [name, { label = null, color = null, terminal = false, after = [] }] = from
  const timed = after.map((way) =>
    Object.freeze({ ...compileWay(from, way, compilation), delay: way.delay }),
  )
  const on = compileExits(from, compilation)
  return Object.freeze({
    name,
    label,
    color,
    terminal,
    on,
    after: timed.length > 0 ? Object.freeze(timed) : untimed,
  })
}

const untimed: readonly TimedWay[] = Object.freeze([])

function compileExits(from: NamedState, compilation: Compilation): MachineState['on'] {
  const [, { on = {} }] = from
  const exits = Object.entries(on).map(([event, exit]) => {
    const candidates = exit === undefined ? [] : candidatesOf(exit)
    return [event, candidates.map((way) => compileWay(from, way, compilation))] as const
  })
  return new ShortMap(exits)
}

// A transition to the state itself leaves it and enters it again, as in a statechart.
function compileWay(
  [from, { exit = [] }]: NamedState,
  { target, guard, actions = [] }: Transition,
  { definition, compileGuard }: Compilation,
): Way {
  const { entry = [] } = definition.states[target] ?? {}
  // Spread into a new list, they would leave room for seventeen.
  const inOrder = Object.freeze(exit.concat(actions, entry))
  const move = Object.freeze({ from, to: target, actions: inOrder })
  return Object.freeze({
    target,
    guard: guard ? compileGuard(guard) : null,
    taken: Object.freeze(Ok(move)),
  })
}
