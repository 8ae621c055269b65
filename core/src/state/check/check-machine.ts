/** Finds what is wrong with a machine before it runs, all of it at once; it may have come as data. */
import { excerpt, meantOrKnown } from '../../primitives/index.ts'
import { isReadable } from '../../schema/index.ts'
import { candidatesOf } from '../compile/compile-machine.ts'
import { stateFieldOf, type StateMachine, type StateNode, type Transition } from '../machine.ts'
import { reachableFrom } from '../reachable.ts'
import { checkAssignments, type DrivenEntity } from './check-assignments.ts'
import { machineLimits, misshapen } from './machine-shape.ts'
import { type ReadablePart, readablePart } from './readable-part.ts'

export type { DrivenEntity }

/**
 * Checks a machine, and tells each problem in a sentence, 50 at most; an empty list when there is none.
 *
 * What has not the shape of a machine is told, and left out of what is looked at then: a wrong delay hides
 * no wrong target. With the entity it also checks that its field holds just the machine's states, and that
 * assigned fields exist and hold the values that are written down. Guards are checked where they are compiled.
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

function problemsOf(declared: StateMachine, entity: DrivenEntity | undefined): readonly string[] {
  const part = readablePart(declared)
  const problems = [...misshapen(declared), ...(part ? problemsOfPart(part, entity) : [])]
  return problems.map((problem) => `${subjectOf(declared)}${problem}`)
}

function problemsOfPart(part: ReadablePart, entity: DrivenEntity | undefined): readonly string[] {
  const { machine, hasAllWays } = part
  const lost = hasAllWays ? unreachable(machine) : []
  return [
    ...checkInitial(machine, Object.keys(machine.states)),
    ...checkStates(part),
    ...checkWords(machine),
    ...lost.map((name) => `, state "${name}": nothing leads to it`),
    ...(entity ? [...checkEntity(machine, entity), ...checkAssignments(machine, entity)] : []),
  ]
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

function checkStates({ machine: { states }, hasAllWays }: ReadablePart): readonly string[] {
  const names = Object.keys(states)
  const problems: string[] = []
  for (const [name, state] of Object.entries(states)) {
    if (problems.length >= machineLimits.problems) return problems
    const found = [...checkWays(state, names), ...(hasAllWays ? checkEnd(state) : [])]
    problems.push(...found.map((problem) => `, state "${name}": ${problem}`))
  }
  return problems
}

function checkWays({ on = {}, after = [] }: StateNode, names: readonly string[]): string[] {
  const exits = Object.entries(on).flatMap(([event, exit]) => {
    const candidates = exit === undefined ? [] : candidatesOf(exit)
    return [...checkTargets(candidates, names), ...checkOrder(event, candidates)]
  })
  return [...exits, ...checkTargets(after, names)]
}

function checkEnd({ on = {}, after = [], terminal = false }: StateNode): string[] {
  const ways = [...Object.keys(on).map((event) => `"${event}"`), ...(after[0] ? ['"after"'] : [])]
  if (terminal && ways.length > 0) return [`it is terminal and has exits: ${ways.join(', ')}`]
  if (terminal || ways.length > 0) return []
  return ['it has no exit; say terminal: true if it is an end']
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
  ]
}
