/** Gives repositories what they need beside their entity: time, ids, what reads and writes for them, and each other. */
import type { RepositoryTools } from './base-repository.ts'
import type { Database } from './database.ts'
import { RecordReader } from './reading/record-reader.ts'
import { RecordWriter } from './writing/record-writer.ts'

/** Makes the tools of all repositories of a database. */
export function repositoryTools(
  database: Pick<Database, 'repository'>,
  { clock, ids }: Pick<RepositoryTools, 'clock' | 'ids'>,
): RepositoryTools {
  const tools: RepositoryTools = {
    clock,
    ids,
    reader: (parts) => new RecordReader(parts),
    writer: (parts) => new RecordWriter(parts),
    repository: (schema, unit) => database.repository(schema, unit, tools),
  }
  return tools
}
