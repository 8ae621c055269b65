/** Writes an entity as TypeScript, for programs that have the schema only when they run. */
import { memberTexts } from '../../schema/index.ts'
import type { EntitySchema } from '../entity-schema.ts'
import { baseFields } from './record-fields.ts'

/** Writes the interface of a stored record. It imports nothing, and equals the inferred type. */
export function typeScriptOf({ name, namespace, fields }: EntitySchema): string {
  return `/** A stored record of ${name}, an entity of the module ${namespace}. */
export interface ${name} {
${memberTexts([...baseFields, ...fields])}
  /** Tags of one's own. */
  readonly "meta": { readonly [tag: string]: string | number | boolean | null }
}
`
}
