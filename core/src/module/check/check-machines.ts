/** Checks machines: their shape, their entity, their guards, and that what they set off exists. */
import type { EntitySchema } from '../../entity/index.ts'
import { meantOrKnown } from '../../primitives/index.ts'
import { inspectRule, type RuleExpr, ruleNames } from '../../rule/index.ts'
import {
  type Action,
  candidatesOf,
  checkMachine,
  type Guard,
  type StateMachine,
  type Transition,
} from '../../state/index.ts'
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
  if (problems.length === 0) problems.push(...checkStates(it, surroundings))
  return problems.map((message) => ({ module, message }))
}

function checkStates(machine: StateMachine, surroundings: Surroundings): readonly string[] {
  return Object.entries(machine.states).flatMap(([name, state]) => {
    const exits = Object.entries(state.on ?? {}).flatMap(([event, exit]) =>
      exit === undefined ? [] : candidatesOf(exit).map((taken) => ({ event, taken })),
    )
    exits.push(...(state.after ?? []).map((taken) => ({ event: 'after', taken })))
    const actions = [state.entry, state.exit, ...exits.map(({ taken }) => taken.actions)]
    const problems = [
      ...exits.flatMap((exit) => checkGuard(machine, exit, surroundings)),
      ...actions.flatMap((list) => list ?? []).flatMap((it) => checkAction(it, surroundings)),
    ]
    return problems.map((problem) => `machine "${machine.id}", state "${name}": ${problem}`)
  })
}

interface TakenExit {
  readonly event: string
  readonly taken: Transition
}

function checkGuard(
  { entityType }: StateMachine,
  { event, taken }: TakenExit,
  { world, schemas }: Surroundings,
): readonly string[] {
  if (!taken.guard || isDeclared(taken.guard, world)) return []

  const checked = inspectRule(exprOf(taken.guard), {
    shape: ruleShape(entityType, schemas),
    ...ruleNames(world.rules.map(({ it }) => it)),
  })
  return checked.ok ? [] : checked.error.map(({ message }) => `guard of "${event}" ${message}`)
}

// A rule that a module lists has been checked under its own name.
function isDeclared(guard: Guard, { rules }: Declarations): boolean {
  return rules.some(({ it }) => it === guard)
}

function exprOf(guard: Guard): RuleExpr {
  return 'kind' in guard ? guard.expr : guard
}

function checkAction(action: Action, { world }: Surroundings): readonly string[] {
  if (action.type === 'emit') return checkEmit(action.event, world)
  if (action.type !== 'dispatch') return []

  const commands = world.commands.map(({ it }) => it.type)
  if (commands.includes(action.command)) return []
  const known = meantOrKnown(action.command, commands)
  return [`it dispatches "${action.command}", which no module declares. ${known}`]
}

function checkEmit(event: string, { events }: Declarations): readonly string[] {
  const known = events.map(({ it }) => it.type)
  if (known.includes(event)) return []
  return [`it emits "${event}", which no module declares. ${meantOrKnown(event, known)}`]
}
