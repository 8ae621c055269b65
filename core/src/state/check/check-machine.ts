/** Finds what is wrong with a machine before it runs, all of it at once; it may have come as data. */
import { excerpt, meantOrKnown } from '../../primitives/index.ts'
import { type FieldSchema, isReadable } from '../../schema/index.ts'
import { candidatesOf } from '../compile/compile-machine.ts'
import {
  type Action,
  stateFieldOf,
  type StateMachine,
  type StateNode,
  type Transition,
} from '../machine.ts'
import { machineLimits, misshapen } from './machine-shape.ts'
import { reachableFrom, waysOf } from '../reachable.ts'

/** What has to be known of an entity to check its machine. */
export interface DrivenEntity {
  readonly name: string
  readonly fields: readonly FieldSchema[]
}

/**
 * Checks a machine, and tells each problem in a sentence, 50 at most; an empty list when there is none.
 *
 * With the entity it also checks that its field holds just the machine's states, and that assigned
 * fields exist. Guards are checked where they are compiled.
 */
export function checkMachine(machine: StateMachine, entity?: DrivenEntity): readonly string[] {
  try {
    return problemsOf(machine, entity).slice(0, machineLimits.problems)
  } catch (error) {
    // A getter or a proxy is refused; anything else that throws is a broken program.
    if (isReadable(machine)) throw error
    return ['the machine cannot be read: one of its parts throws an error']
  }
}

function problemsOf(machine: StateMachine, entity: DrivenEntity | undefined): readonly string[] {
  const malformed = misshapen(machine)
  if (malformed.length > 0) return malformed.map((problem) => `${subjectOf(machine)}${problem}`)

  const names = Object.keys(machine.states)
  const problems = [
    ...checkInitial(machine, names),
    ...checkStates(machine, names),
    ...checkWords(machine),
    ...unreachable(machine).map((name) => `, state "${name}": nothing leads to it`),
    ...(entity ? checkEntity(machine, entity) : []),
  ]
  return problems.map((problem) => `${subjectOf(machine)}${problem}`)
}

// What came as a machine may be anything, and its id as well.
function subjectOf(machine: unknown): string {
  const id = typeof machine === 'object' && machine !== null && 'id' in machine ? machine.id : null
  return typeof id === 'string' ? `machine "${excerpt(id)}"` : 'the machine'
}

function checkInitial({ initial }: StateMachine, names: readonly string[]): string[] {
  if (names.includes(initial)) return []
  return [`: initial "${initial}" is not a state. ${meantOrKnown(initial, names)}`]
}

function checkStates({ states }: StateMachine, names: readonly string[]): readonly string[] {
  const problems: string[] = []
  for (const [name, state] of Object.entries(states)) {
    if (problems.length >= machineLimits.problems) return problems
    problems.push(...checkState(state, names).map((problem) => `, state "${name}": ${problem}`))
  }
  return problems
}

function checkState(state: StateNode, names: readonly string[]): string[] {
  const exits = Object.entries(state.on ?? {}).flatMap(([event, exit]) =>
    exit === undefined ? [] : [{ event, candidates: candidatesOf(exit) }],
  )
  const { after = [] } = state
  const problems = exits.flatMap(({ event, candidates }) => [
    ...checkTargets(candidates, names),
    ...checkOrder(event, candidates),
  ])
  problems.push(...checkTargets(after, names))
  const ways = [...exits.map(({ event }) => `"${event}"`), ...(after.length > 0 ? ['"after"'] : [])]
  if (state.terminal && ways.length > 0) {
    problems.push(`it is terminal and has exits: ${ways.join(', ')}`)
  }
  if (!state.terminal && ways.length === 0) {
    problems.push('it has no exit; say terminal: true if it is an end')
  }
  return problems
}

function checkTargets(candidates: readonly Transition[], names: readonly string[]): string[] {
  return candidates
    .filter(({ target }) => !names.includes(target))
    .slice(0, machineLimits.problems)
    .map(({ target }) => `target "${target}" is not a state. ${meantOrKnown(target, names)}`)
}

function checkOrder(event: string, candidates: readonly Transition[]): string[] {
  const open = candidates.findIndex(({ guard }) => guard === undefined)
  if (open < 0 || open === candidates.length - 1) return []

  const target = candidates[open]?.target
  return [`"${event}" to "${target}" has no guard, so what stands behind it is never taken`]
}

/** Finds events that people would take for one: `markPaid` and `mark-paid`. */
function checkWords({ states }: StateMachine): string[] {
  const spellings = new Map<string, Set<string>>()
  for (const event of Object.values(states).flatMap(({ on = {} }) => Object.keys(on))) {
    const word = event.replaceAll(/[-_]/g, '').toLowerCase()
    spellings.set(word, (spellings.get(word) ?? new Set()).add(event))
  }
  return [...spellings.values()].flatMap((events) => {
    const [first, ...others] = events
    return others.map((other) => `: the events "${first}" and "${other}" read the same; keep one`)
  })
}

function unreachable(machine: StateMachine): string[] {
  const reached = reachableFrom(machine, machine.initial)
  return Object.keys(machine.states).filter(
    (name) => name !== machine.initial && !reached.has(name),
  )
}

function checkEntity(machine: StateMachine, { name, fields }: DrivenEntity): string[] {
  const keys = fields.map(({ key }) => key)
  const field = stateFieldOf(machine)
  const driven = fields.find(({ key }) => key === field)
  if (!driven) return [`: ${name} has no field "${field}". ${meantOrKnown(field, keys)}`]

  const { type, enumValues = [], default: begin = machine.initial } = driven
  if (type !== 'enum') return [`: ${name}.${field} is of type ${type}; it must be an enum`]

  const states = Object.keys(machine.states)
  const drives = `${name}.${field}`
  return [
    ...enumValues
      .filter((value) => !states.includes(value))
      .map((value) => `: ${drives} may be "${value}", which is no state`),
    ...states
      .filter((state) => !enumValues.includes(state))
      .slice(0, machineLimits.problems)
      .map(
        (state) =>
          `, state "${state}": ${drives} cannot hold it. ${meantOrKnown(state, enumValues)}`,
      ),
    ...(begin === machine.initial
      ? []
      : [
          `: ${drives} has the default "${String(begin)}", and the machine begins in "${machine.initial}"`,
        ]),
    ...checkAssignments(machine, name, keys),
  ]
}

function checkAssignments(machine: StateMachine, entity: string, keys: string[]): string[] {
  const fields = actionsOf(machine).flatMap((action) =>
    action.type === 'assign' ? [action.field] : [],
  )
  const wrong = [...new Set(fields)].filter(
    (field) => field === stateFieldOf(machine) || !keys.includes(field),
  )
  return wrong.slice(0, machineLimits.problems).flatMap((field) => {
    if (field === stateFieldOf(machine))
      return [`: it assigns "${field}", which only transitions change`]
    return [`: it assigns "${field}", which ${entity} has not. ${meantOrKnown(field, keys)}`]
  })
}

function actionsOf({ states }: StateMachine): readonly Action[] {
  return Object.values(states).flatMap((state) => {
    const { entry = [], exit = [] } = state
    return [...exit, ...waysOf(state).flatMap(({ actions = [] }) => actions), ...entry]
  })
}
