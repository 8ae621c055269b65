/** What the system knows of each declared job: what it takes, and how it is done. */
import type { DeclaredJob } from '../../context/index.ts'
import { createValidator } from '../../schema/index.ts'
import type { Declarations } from '../check/index.ts'

/** Resolves the declared jobs, by name. */
export function declaredJobs({ jobs }: Declarations): ReadonlyMap<string, DeclaredJob> {
  return new Map(
    jobs.map(({ it: { name, fields, options } }) => {
      const validator = createValidator(fields, { trusted: true })
      return [name, { name, fields, options, validator }]
    }),
  )
}
