/** Takes from what came as a machine all that has the shape of one, so that a mistake hides no other. */
import type { Action, Guard, StateMachine, StateNode, Transition } from '../machine.ts'
import { isAction, isObject, machineLimits, problemOfSize } from './machine-shape.ts'

/** What of a machine can be read, whatever else is wrong with it. */
export interface ReadablePart {
  readonly machine: StateMachine
  /** Whether no way out of a state had to be left out. */
  readonly hasAllWays: boolean
}

/** Reads what can be read; null when what came has no states, or too many of them, or says not whose life it is. */
export function readablePart(data: unknown): ReadablePart | null {
  if (!isObject(data)) return null

  const { id, entityType, initial, field = 'status', states } = data
  if (!isName(id) || !isName(entityType) || !isName(initial) || !isName(field)) return null
  if (!isObject(states) || problemOfSize(Object.values(states)) !== null) return null

  const reading: Reading = { hasAllWays: true }
  const nodes = Object.entries(states).map(
    ([name, state]) => [name, stateFrom(state, reading)] as const,
  )
  if (!Object.keys(states).every(isName)) return null
  const machine = { id, entityType, field, initial, states: Object.fromEntries(nodes) }
  return { machine, hasAllWays: reading.hasAllWays }
}

interface Reading {
  hasAllWays: boolean
}

function isName(text: unknown): text is string {
  return typeof text === 'string' && text.length <= machineLimits.name
}

function stateFrom(state: unknown, reading: Reading): StateNode {
  if (!isObject(state)) {
    reading.hasAllWays = false
    return {}
  }
  const { on = {}, after = [], terminal, entry, exit } = state
  if (!isObject(on) || !Array.isArray(after)) reading.hasAllWays = false
  const exits = Object.entries(isObject(on) ? on : {}).flatMap(([event, way]) => {
    return way === undefined ? [] : [[event, waysFrom(way, reading)] as const]
  })
  return {
    terminal: terminal === true,
    entry: actionsFrom(entry),
    exit: actionsFrom(exit),
    on: Object.fromEntries(exits),
    after: waysFrom(Array.isArray(after) ? after : [], reading).map((way) => ({
      ...way,
      delay: 1,
    })),
  }
}

function waysFrom(ways: unknown, reading: Reading): readonly Transition[] {
  const list: readonly unknown[] = Array.isArray(ways) ? ways : [ways]
  return list.flatMap((way) => {
    if (typeof way === 'string') return [{ target: way }]
    if (!isObject(way) || typeof way['target'] !== 'string') {
      reading.hasAllWays = false
      return []
    }
    const { target, guard, actions } = way
    return [{ target, ...(isGuard(guard) ? { guard } : {}), actions: actionsFrom(actions) }]
  })
}

// Whether it is a rule, the rules say where it is compiled.
function isGuard(guard: unknown): guard is Guard {
  return isObject(guard)
}

function actionsFrom(actions: unknown): readonly Action[] {
  if (!Array.isArray(actions) || actions.length > machineLimits.actions) return []
  const list: readonly unknown[] = actions
  return list.filter(isAction)
}
