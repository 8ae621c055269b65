/** Checks what a machine assigns: that the field is there, that it may be set, and that it holds the value. */
import { meantOrKnown } from '../../primitives/index.ts'
import { checkFields, type FieldSchema, literalFailures } from '../../schema/index.ts'
import { type AssignAction, stateFieldOf, type StateMachine, type StateNode } from '../machine.ts'
import { waysOf } from '../reachable.ts'
import { machineLimits } from './machine-shape.ts'

/** What has to be known of an entity to check its machine. */
export interface DrivenEntity {
  readonly name: string
  readonly fields: readonly FieldSchema[]
}

/** Says of each assignment what is wrong with it; each begins with the state that it is in. */
export function checkAssignments(machine: StateMachine, entity: DrivenEntity): readonly string[] {
  const states = Object.entries(machine.states)
  const problems = states.flatMap(([name, state]) => {
    const found = assignmentsOf(state).flatMap((action) => problemsOf(action, machine, entity))
    return [...new Set(found)].map((problem) => `, state "${name}": ${problem}`)
  })
  return problems.slice(0, machineLimits.problems)
}

function assignmentsOf(state: StateNode): readonly AssignAction[] {
  const { entry = [], exit = [] } = state
  const actions = [...exit, ...waysOf(state).flatMap((way) => way.actions ?? []), ...entry]
  return actions.flatMap((action) => (action.type === 'assign' ? [action] : []))
}

function problemsOf(
  { field: key, value }: AssignAction,
  machine: StateMachine,
  { name, fields }: DrivenEntity,
): readonly string[] {
  if (key === stateFieldOf(machine)) return [`it assigns "${key}", which only transitions change`]

  const field = fields.find((known) => known.key === key)
  if (!field) {
    const known = fields.filter(({ computed }) => !computed).map((other) => other.key)
    return [`it assigns "${key}", which ${name} has not. ${meantOrKnown(key, known)}`]
  }
  if (field.computed) return [`it assigns "${key}", which ${name} computes and does not store`]
  return refusals(field, value)
}

// What a function makes is known only when it is called; a field that is no field refuses nothing.
function refusals(field: FieldSchema, value: unknown): readonly string[] {
  if (typeof value === 'function' || checkFields([field]).length > 0) return []
  return literalFailures([field], { [field.key]: value }).map(
    (message) => `it assigns "${field.key}" a value that it refuses: ${message}`,
  )
}
