/** Checks what roles are granted: that there is a permission that each grant fits. */
import type { MessageTraits, RoleGrants } from '../../cqrs/index.ts'
import type { EntitySchema } from '../../entity/index.ts'
import { matchesPattern, patternProblem } from '../../event/index.ts'
import { meantOrKnown, nearest } from '../../primitives/index.ts'
import { readablePart, type StateMachine } from '../../state/index.ts'
import { entityPermissions } from '../messages/entity-permissions.ts'
import type { Declarations, Declared } from './declarations.ts'
import { composition, type Mistake } from './mistake.ts'

/** Finds grants that are malformed, or that nobody will ever ask for. */
export function checkGrants(
  world: Declarations,
  schemas: ReadonlyMap<string, EntitySchema>,
  grants: RoleGrants = {},
): readonly Mistake[] {
  const messages = [...world.commands, ...world.queries]
  const known = permissionsOf(world, messages, schemas)
  const open = messages.flatMap(({ module, it }) =>
    typeof it.allow === 'function' ? [module] : [],
  )
  return Object.entries(grants).flatMap(([role, granted]) =>
    granted
      .flatMap((grant) => problemOf(grant, known, open))
      .map((problem) => ({ module: composition, message: `role "${role}" is granted ${problem}` })),
  )
}

// A message whose permission follows from what is asked may ask for any, most likely for one of its
// module: then a grant is a mistake only where it is of another one, and a known name is near.
function problemOf(
  grant: string,
  known: readonly string[],
  open: readonly string[],
): readonly string[] {
  if (patternProblem(grant) !== null) {
    return [`"${grant}"; write segments between dots, each a name or "*", such as "sales.order.*"`]
  }
  if (known.some((name) => matchesPattern(grant, name))) return []
  if (open.some((module) => grant.startsWith(`${module}.`))) return []

  const names = grant.includes('*') ? new Set(known.flatMap(patternsOver)) : known
  if (open.length > 0 && nearest(grant, names) === undefined) return []
  return [`"${grant}", which fits no permission. ${meantOrKnown(grant, names)}`]
}

/** The patterns that grant a permission with all that begins alike: `sales.*`, `sales.order.*`. */
function patternsOver(permission: string): readonly string[] {
  const segments = permission.split('.')
  return segments.slice(1).map((_, index) => `${segments.slice(0, index + 1).join('.')}.*`)
}

function permissionsOf(
  { machines }: Declarations,
  messages: readonly Declared<MessageTraits>[],
  schemas: ReadonlyMap<string, EntitySchema>,
): readonly string[] {
  const asked = messages.flatMap(({ it }) =>
    typeof it.allow === 'function' ? [] : [it.allow.name],
  )
  const machineOf = new Map(machines.toReversed().map(({ it }) => [it.entityType, it]))
  const ofRecords = [...schemas.values()].flatMap((schema) =>
    entityPermissions(schema, eventsOf(machineOf.get(schema.name))),
  )
  return [...new Set([...asked, ...ofRecords])]
}

function eventsOf(machine: StateMachine | undefined): readonly string[] {
  const states = Object.values(readablePart(machine)?.machine.states ?? {})
  return [...new Set(states.flatMap(({ on = {} }) => Object.keys(on)))]
}
