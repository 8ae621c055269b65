/** Given / when / then for systems built with Plinth, on a database in memory and under a fake clock. */
import './matchers.ts'

export { actor, type TestActor } from './actor.ts'
export { eur, usd } from './amounts.ts'
export { FakeClock } from './fake-clock.ts'
export { type Fact, given } from './given.ts'
export type { Because } from './matchers.ts'
export { seededRandom } from './seeded-random.ts'
export type { Acting, Composition, World } from './world.ts'
