/** What each part of the house may import: the arrows of ARCHITECTURE.md, as data. */

/** A part of the house: a top folder, or a module, wherever it stands. */
export type Part = keyof typeof arrows

/**
 * Part → the other packages that it may import, by part. Its own files are always open to it.
 *
 * `adapters` does not name itself: one adapter never imports another. `modules` does: a module may
 * import another's front, if its `dependsOn` names it.
 */
export const arrows = {
  core: [],
  adapters: ['core'],
  modules: ['core', 'modules'],
  compose: ['core', 'adapters', 'modules'],
  testing: ['core'],
  examples: ['core', 'adapters', 'modules', 'compose'],
  bench: ['core', 'adapters', 'modules', 'compose', 'examples', 'testing'],
  proofs: ['core', 'adapters', 'modules', 'compose', 'examples', 'testing'],
  scripts: ['testing'],
} as const

/** What a test may import beside what its part may: a module's test runs whole systems. */
export const testArrows = {
  core: ['testing'],
  adapters: ['testing'],
  modules: ['testing', 'compose', 'adapters', 'examples'],
  compose: ['testing', 'examples'],
  testing: [],
  examples: ['testing'],
  bench: [],
  proofs: [],
  scripts: [],
} as const satisfies Record<Part, readonly Part[]>

/** The rooms of core from left to right: a room imports what stands left of it, never a peer. */
export const rooms = [
  ['errors'],
  ['primitives'],
  ['schema'],
  ['rule', 'entity', 'event', 'adapter'],
  ['state', 'repository', 'queue', 'realtime', 'cqrs'],
  ['context'],
  ['module'],
] as const

/** The order of the rooms as a sentence shows it. */
export const roomOrder = rooms
  .map((peers) => (peers.length > 1 ? `{ ${peers.join(', ')} }` : peers.join('')))
  .join(' → ')
