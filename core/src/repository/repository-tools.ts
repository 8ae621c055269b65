/** Gives repositories what they need beside their entity: time, ids, and each other. */
import type { RepositoryTools } from './base-repository.ts'
import type { Database } from './database.ts'

/** Makes the tools of all repositories of a database. */
export function repositoryTools(
  database: Pick<Database, 'repository'>,
  { clock, ids }: Pick<RepositoryTools, 'clock' | 'ids'>,
): RepositoryTools {
  const tools: RepositoryTools = {
    clock,
    ids,
    repository: (schema, unit) => database.repository(schema, unit, tools),
  }
  return tools
}
