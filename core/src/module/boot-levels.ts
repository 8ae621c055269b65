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
  const levels: M[][] = []
  let waiting = [...modules]
  while (waiting.length > 0) {
    const unmet = new Set(waiting.map(({ id }) => id))
    const level = waiting.filter(({ dependsOn }) => !dependsOn.some(({ id }) => unmet.has(id)))
    if (level.length === 0) return { levels, circle: circleAmong(waiting) }

    levels.push(level)
    waiting = waiting.filter((module) => !level.includes(module))
  }
  return { levels, circle: [] }
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
