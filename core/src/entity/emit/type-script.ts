/** Writes an entity as TypeScript, for programs that have the schema only when they run. */
import { memberTexts } from '../../schema/index.ts'
import type { EntitySchema } from '../entity-schema.ts'
import { baseFieldsOf } from './record-fields.ts'

/** Writes the interface of a stored record. It imports nothing, and equals the inferred type. */
export function typeScriptOf(schema: EntitySchema): string {
  const { name, namespace, fields } = schema
  return `/** A stored record of ${name}, an entity of the module ${namespace}. */
export interface ${name} {
${memberTexts([...baseFieldsOf(schema), ...fields])}
  /** Tags of one's own. */
  readonly "meta": { readonly [tag: string]: string | number | boolean | null }
}
`
}
