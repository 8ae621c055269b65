/** Puts modules in the order in which they boot: what others depend on first (Kahn's algorithm). */

/** A module, as far as its order is concerned. */
export interface Dependent {
  readonly id: string
  readonly dependsOn: readonly { readonly id: string }[]
}

/** The order, or what stands in its way. */
export interface BootLevels<M> {
  /** The modules of one level need only those of earlier ones, and boot side by side. */
  readonly levels: readonly (readonly M[])[]
  /** The ids of modules that depend on each other in a circle, in its order; empty when none do. */
  readonly circle: readonly string[]
}

/** Sorts modules by level. Dependencies that are not among them are taken as met. */
export function bootLevels<M extends Dependent>(modules: readonly M[]): BootLevels<M> {
  const nodes = nodesOf(modules)
  const levels: M[][] = []
  let ready: readonly Node<M>[] = nodes.filter(isReady)
  while (ready.length > 0) {
    levels.push(ready.map(({ module }) => module))
    ready = ready.flatMap(release).toSorted((one, other) => one.place - other.place)
  }
  const waiting = nodes.filter((node) => !isReady(node))
  return { levels, circle: circleAmong(waiting.map(({ module }) => module)) }
}

/** A module, and those that wait for it. */
interface Node<M> {
  readonly module: M
  /** Its place in the list: within a level modules stand as they were given. */
  readonly place: number
  readonly needing: Node<M>[]
  unmet: number
}

function nodesOf<M extends Dependent>(modules: readonly M[]): readonly Node<M>[] {
  const nodes = modules.map((module, place): Node<M> => ({ module, place, needing: [], unmet: 0 }))
  const byId = new Map(nodes.map((node) => [node.module.id, node]))
  for (const node of nodes) {
    for (const id of new Set(node.module.dependsOn.map((needed) => needed.id))) {
      const needed = byId.get(id)
      if (!needed) continue

      needed.needing.push(node)
      node.unmet += 1
    }
  }
  return nodes
}

function isReady({ unmet }: Node<unknown>): boolean {
  return unmet === 0
}

function release<M>({ needing }: Node<M>): readonly Node<M>[] {
  for (const node of needing) node.unmet -= 1
  return needing.filter(isReady)
}

// Each waiting module needs another waiting one: following them comes back to where it has been.
function circleAmong(waiting: readonly Dependent[]): readonly string[] {
  const byId = new Map(waiting.map((module) => [module.id, module]))
  const path: string[] = []
  let at = waiting[0]
  while (at && !path.includes(at.id)) {
    path.push(at.id)
    const next = at.dependsOn.find(({ id }) => byId.has(id))
    at = next && byId.get(next.id)
  }
  return at ? path.slice(path.indexOf(at.id)) : path
}
