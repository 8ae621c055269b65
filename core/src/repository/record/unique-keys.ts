/** What no two active records of an organization share. */
import type { EntitySchema } from '../../entity/index.ts'

/** Lists the sets of fields whose values no two of them share: unique fields, and constraints. */
export function uniqueKeys(schema: EntitySchema): readonly (readonly string[])[] {
  const single = schema.storedFields.filter(({ unique }) => unique).map(({ key }) => [key])
  return [...single, ...schema.uniqueConstraints]
}
