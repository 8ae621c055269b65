/** Where a record can get from a state, whatever the guards say: by events, and by time. */
import { candidatesOf } from './compile/compile-machine.ts'
import type { StateMachine, StateNode, Transition } from './machine.ts'

/**
 * The states that lie ahead of one, in the order in which one comes to them; the state itself is among
 * them when a way leads back to it. None for a state that the machine has not.
 */
export function reachableFrom(
  { states }: Pick<StateMachine, 'states'>,
  from: string,
): ReadonlySet<string> {
  const targetsOf = (name: string) =>
    Object.hasOwn(states, name) ? waysOf(states[name] ?? {}).map(({ target }) => target) : []

  const reached = new Set(targetsOf(from))
  for (const name of reached) for (const target of targetsOf(name)) reached.add(target)
  return reached
}

/** Every way out of a state, those that time takes last. */
export function waysOf({ on = {}, after = [] }: StateNode): readonly Transition[] {
  const exits = Object.values(on).flatMap((exit) => (exit === undefined ? [] : candidatesOf(exit)))
  return [...exits, ...after]
}
