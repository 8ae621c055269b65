/** Begins a test: a system of one's own, with what is given to it. */
import { onTestFinished } from 'vitest'
import { type Composition, World } from './world.ts'

/** Something that is so when the test begins: makes it so. */
export type Fact = (world: World) => unknown

/**
 * Starts a system in memory for this test, and makes the facts true in their order.
 *
 * Inside a test alone: the system stops when the test is finished.
 */
export async function given(composition: Composition, ...facts: readonly Fact[]): Promise<World> {
  const world = new World(composition)
  await world.start()
  onTestFinished(() => world.stop())

  for (const fact of facts) await fact(world)
  await world.begin()
  return world
}
