/** Draws entities and the refs between them as an entity relationship diagram, in Mermaid's language. */
import type { FieldSchema } from '../../schema/index.ts'
import type { EntitySchema } from '../entity-schema.ts'

/** Writes the diagram: a block for each entity with its fields, a line for each ref. */
export function entityDiagramOf(schemas: readonly EntitySchema[]): string {
  const lines = schemas.flatMap((schema) => [...blockOf(schema), ...relationsOf(schema)])
  return `${['erDiagram', ...lines.map((line) => `  ${line}`)].join('\n')}\n`
}

function blockOf({ name, fields }: EntitySchema): readonly string[] {
  const attributes = fields.map((field) => `  ${typeName(field)} ${field.key}${keysOf(field)}`)
  return [`${name} {`, '  id id PK', ...attributes, '}']
}

// Mermaid's types are words: a dot would end them.
function typeName({ type }: FieldSchema): string {
  return type.replace('.', '_')
}

function keysOf({ unique, refEntity }: FieldSchema): string {
  const keys = [...(refEntity === undefined ? [] : ['FK']), ...(unique ? ['UK'] : [])]
  return keys.length === 0 ? '' : ` ${keys.join(', ')}`
}

// Crow's feet: many, exactly one, one or none.
function endOf(type: FieldSchema['type'], required = false): string {
  if (type === 'ref[]') return '}o'
  return required ? '||' : '|o'
}

function relationsOf({ name, fields }: EntitySchema): readonly string[] {
  return fields.flatMap(({ key, type, required, refEntity }) => {
    if (refEntity === undefined) return []
    return [`${refEntity} ${endOf(type, required)}--o{ ${name} : ${key}`]
  })
}
