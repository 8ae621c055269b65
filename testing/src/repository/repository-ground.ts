/** Where the repositories of the suites read. */
import type { Database } from '@plinth/core/runtime'

/**
 * What repositories read from: `repository` makes one, `flush` stores what a unit of work has changed,
 * and `history` tells the events of a record as the repository's `events` does. A `Database` is one.
 */
export type RepositoryGround = Pick<Database, 'repository' | 'flush' | 'history'>
