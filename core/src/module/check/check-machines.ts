/** Checks machines: their shape, their entity, their guards, and that what they set off exists. */
import type { EntitySchema } from '../../entity/index.ts'
import { meantOrKnown } from '../../primitives/index.ts'
import { inspectRule, ruleNames } from '../../rule/index.ts'
import {
  candidatesOf,
  checkMachine,
  readablePart,
  type StateMachine,
  type Transition,
} from '../../state/index.ts'
import { checkAction } from './check-actions.ts'
import { ruleShape } from './check-rules.ts'
import type { Declarations, Declared } from './declarations.ts'
import { type Mistake, takenTwice } from './mistake.ts'

/** What the checks of a machine look things up in. */
interface Surroundings {
  readonly world: Declarations
  readonly schemas: ReadonlyMap<string, EntitySchema>
}

/** Finds machines that are taken twice, that drive nothing, or that name what nobody declares. */
export function checkMachines(
  world: Declarations,
  schemas: ReadonlyMap<string, EntitySchema>,
): readonly Mistake[] {
  const { machines } = world
  return [
    ...takenTwice(machines, ({ it }) => it.id).map(({ item, first }) => ({
      module: item.module,
      message: `machine "${item.it.id}" is declared by module "${first.module}" already`,
    })),
    ...takenTwice(machines, ({ it }) => it.entityType).map(({ item, first }) => ({
      module: item.module,
      message: `${item.it.entityType} is driven by the machine "${first.it.id}" already`,
    })),
    ...machines.flatMap((machine) => inspect(machine, { world, schemas })),
  ]
}

function inspect(
  { module, it }: Declared<StateMachine>,
  surroundings: Surroundings,
): readonly Mistake[] {
  const { world } = surroundings
  const entity = world.entityByName.get(it.entityType)
  const problems = [...checkMachine(it, entity?.it)]
  if (!entity) {
    const known = meantOrKnown(it.entityType, world.entityByName.keys())
    problems.push(
      `machine "${it.id}" drives "${it.entityType}", which no module declares. ${known}`,
    )
  } else if (entity.module !== module) {
    problems.push(`machine "${it.id}" drives ${it.entityType}, which belongs to "${entity.module}"`)
  }
  const part = readablePart(it)
  if (part) problems.push(...checkStates(part.machine, surroundings))
  return problems.map((message) => ({ module, message }))
}

function checkStates(machine: StateMachine, surroundings: Surroundings): readonly string[] {
  const schema = surroundings.schemas.get(machine.entityType)
  return Object.entries(machine.states).flatMap(([name, state]) => {
    const exits = Object.entries(state.on ?? {}).flatMap(([event, exit]) =>
      exit === undefined ? [] : candidatesOf(exit).map((taken) => ({ event, taken })),
    )
    exits.push(...(state.after ?? []).map((taken) => ({ event: 'after', taken })))
    const actions = [state.exit, ...exits.map(({ taken }) => taken.actions), state.entry]
    const problems = [
      ...exits.flatMap((exit) => checkGuard(machine, exit, surroundings)),
      ...actions
        .flatMap((list) => list ?? [])
        .flatMap((action) => checkAction(action, schema, surroundings.world)),
    ]
    return [...new Set(problems)].map(
      (problem) => `machine "${machine.id}", state "${name}": ${problem}`,
    )
  })
}

interface TakenExit {
  readonly event: string
  readonly taken: Transition
}

function checkGuard(
  { entityType }: StateMachine,
  { event, taken: { guard } }: TakenExit,
  { world, schemas }: Surroundings,
): readonly string[] {
  if (!guard) return []

  const about = 'kind' in guard ? guard.entity : null
  if ('kind' in guard && about !== null && about !== entityType) {
    return [
      `guard of "${event}" is the rule "${guard.id}", which is about ${about}; a guard here is about ${entityType}`,
    ]
  }
  // A rule about this entity that a module lists has been checked under its own name.
  if (about !== null && world.rules.some(({ it }) => it === guard)) return []

  const checked = inspectRule('kind' in guard ? guard.expr : guard, {
    shape: ruleShape(entityType, schemas),
    ...ruleNames(world.rules.map(({ it }) => it)),
  })
  return checked.ok ? [] : checked.error.map(({ message }) => `guard of "${event}" ${message}`)
}
