/** Makes a machine ready to be asked: states and events by name, guards compiled, actions in order. */
import { Ok } from '../primitives/index.ts'
import type { CompiledRule } from '../rule/index.ts'
import type {
  Action,
  Exit,
  Guard,
  MachineDefinition,
  StateDefinition,
  TransitionDefinition,
} from './machine.ts'

/** A machine, ready to be asked. Frozen. */
export interface Machine {
  readonly id: string
  /** The name of the entity whose life it is. */
  readonly entity: string
  /** The field of the entity that holds the state. */
  readonly field: string
  readonly initial: string
  readonly states: ReadonlyMap<string, State>
}

/** A state and what leads out of it. */
export interface State {
  readonly label: string | null
  readonly terminal: boolean
  /** Event → the candidates, in the order in which they are tried. */
  readonly on: ReadonlyMap<string, readonly Transition[]>
}

/** A way out of a state. */
export interface Transition {
  readonly target: string
  /** Must hold for the transition to be taken; null when it always may be. */
  readonly guard: CompiledRule | null
  /** What comes of taking it: the same frozen answer each time. */
  readonly taken: Ok<Move>
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
  definition: MachineDefinition,
  compileGuard: (guard: Guard) => CompiledRule,
): Machine {
  const { id, entity, field, initial } = definition
  const states = Object.entries(definition.states).map(([name, state]) => {
    const on = compileExits([name, state], { definition, compileGuard })
    const { label = null, terminal = false } = state
    return [name, Object.freeze({ label, terminal, on })] as const
  })
  return Object.freeze({ id, entity, field, initial, states: new Map(states) })
}

/** Writes what stands behind an event as a list: a bare state is a transition without conditions. */
export function candidatesOf(exit: Exit): readonly TransitionDefinition[] {
  if (typeof exit === 'string') return [{ target: exit }]
  return 'target' in exit ? [exit] : exit
}

interface Compilation {
  readonly definition: MachineDefinition
  readonly compileGuard: (guard: Guard) => CompiledRule
}

type NamedState = readonly [name: string, state: StateDefinition]

function compileExits(from: NamedState, compilation: Compilation): State['on'] {
  const [, { on = {} }] = from
  const exits = Object.entries(on).map(([event, exit]) => {
    const candidates = exit === undefined ? [] : candidatesOf(exit)
    return [event, candidates.map((way) => compileTransition(from, way, compilation))] as const
  })
  return new Map(exits)
}

// A transition to the state itself leaves it and enters it again, as in a statechart.
function compileTransition(
  [from, { exit = [] }]: NamedState,
  { target, guard, actions = [] }: TransitionDefinition,
  { definition, compileGuard }: Compilation,
): Transition {
  const { entry = [] } = definition.states[target] ?? {}
  const inOrder = Object.freeze([...exit, ...actions, ...entry])
  const move = Object.freeze({ from, to: target, actions: inOrder })
  return Object.freeze({
    target,
    guard: guard ? compileGuard(guard) : null,
    taken: Object.freeze(Ok(move)),
  })
}
