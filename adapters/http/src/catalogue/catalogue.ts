/** Everything that the API offers, made once from the declarations: routes and documents are read off it. */
import { CoreError, type MessageTraits } from '@plinth/core'
import type { System } from '@plinth/core/runtime'
import { apiRoot, type Resource, resourceOf } from './resource.ts'

/** What a system offers over HTTP. */
export interface Catalogue {
  readonly resources: readonly Resource[]
  readonly commands: readonly MessageTraits[]
  readonly queries: readonly MessageTraits[]
}

/** The address under which commands are sent. */
export const commandsPath: string = `${apiRoot}/commands`

/** The address under which queries are asked. */
export const queriesPath: string = `${apiRoot}/queries`

/**
 * Reads the catalogue off a system.
 *
 * @throws CoreError `system.invalid` when two things would have one address.
 */
export function catalogueOf(system: System): Catalogue {
  const machineOf = new Map(system.machines.map((machine) => [machine.entityType, machine]))
  const resources = system.entities.map((schema) => resourceOf(schema, machineOf.get(schema.name)))
  const mistakes = [
    ...strangeAddresses(resources),
    ...sharedAddresses(resources),
    ...takenModules(resources),
  ]
  if (mistakes.length > 0) {
    throw new CoreError('system.invalid', mistakes.map(({ message }) => message).join('\n'), {
      mistakes,
    })
  }
  return { resources, commands: system.commands, queries: system.queries }
}

/** Names the title of a refused transition by its target, `The order cannot be placed`; undefined where several could be meant. */
export function refusalTitles(
  catalogue: Catalogue,
): (machine: unknown, event: unknown) => string | undefined {
  const titles = new Map<unknown, string>()
  for (const { machine, events, schema } of catalogue.resources) {
    for (const { name, to } of events.values()) {
      const [target, ...others] = to
      const noun = schema.singular.replaceAll('-', ' ')
      const verb =
        others.length === 0 && target !== undefined ? `be ${target}` : `take "${name}" now`
      titles.set(`${machine?.id} ${name}`, `The ${noun} cannot ${verb}`)
    }
  }
  return (machine, event) => titles.get(`${String(machine)} ${String(event)}`)
}

interface Mistake {
  readonly module: string
  readonly message: string
}

// What is more than plain text in an address would be taken for a pattern, or another address.
function strangeAddresses(resources: readonly Resource[]): readonly Mistake[] {
  const strange = resources.filter(
    ({ schema: { namespace, plural } }) => !isPlainPart(namespace) || !isPlainPart(plural),
  )
  return strange.map(({ path, schema: { name, namespace } }) => ({
    module: namespace,
    message: `entity ${name} has the address ${path}; a part of an address is letters, digits and _ . ~ -`,
  }))
}

function isPlainPart(part: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_.~-]*$/.test(part)
}

function sharedAddresses(resources: readonly Resource[]): readonly Mistake[] {
  const owners = new Map<string, string>()
  return resources.flatMap(({ path, schema: { name, namespace } }) => {
    const owner = owners.get(path)
    owners.set(path, owner ?? name)
    if (owner === undefined) return []
    return [
      { module: namespace, message: `entities ${owner} and ${name} both have the address ${path}` },
    ]
  })
}

function takenModules(resources: readonly Resource[]): readonly Mistake[] {
  const taken = resources.filter(({ path }) =>
    [commandsPath, queriesPath].some((root) => path.startsWith(`${root}/`)),
  )
  return taken.map(({ path, schema: { namespace } }) => ({
    module: namespace,
    message: `module "${namespace}" has the address ${path}, which is kept for messages; name it otherwise`,
  }))
}
