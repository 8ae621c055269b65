/** Which names a document's code blocks hold. */
import { expect, test } from 'vitest'
import { namesIn } from './names-in.ts'

test('declarations, members, parts of members and allowed values are listed, comments are not', () => {
  const names = namesIn(
    [
      '```typescript',
      'type Level = "low" | "high"; // never "middle"',
      'interface Job<T = unknown> {',
      '  id: ID;',
      '  backoff?: { type: "fixed"; delay: number };',
      '  run(at: { time: number }): Promise<T>;',
      '}',
      'abstract class Base {',
      '  constructor(protected readonly db: Database) {}',
      '  abstract build(filter: Filter<T>): Query;',
      '}',
      'LoggingMiddleware(logger: Logger)',
      'export type { Job, Queue };',
      '```',
    ].join('\n'),
  )

  expect(names).toEqual([
    'Level',
    'Level = low',
    'Level = high',
    'Job',
    'Job.id',
    'Job.backoff',
    'Job.backoff.type',
    'Job.backoff.type = fixed',
    'Job.backoff.delay',
    'Job.run',
    'Base',
    'Base.db',
    'Base.build',
    'LoggingMiddleware',
    'Queue',
  ])
})
